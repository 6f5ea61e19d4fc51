package io.plusgate.app;

import io.plusgate.config.ConfigProblem;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.KeyFile;
import io.plusgate.config.ListenerConfig;
import io.plusgate.config.TlsConfig;
import io.plusgate.http.TlsPair;
import io.plusgate.signature.Certificates;
import io.vertx.core.Vertx;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Every certificate that we show or trust, looked at before anybody is shown one. */
final class CertificateLoading {
  private final Vertx vertx;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private CertificateLoading(Vertx vertx) {
    this.vertx = vertx;
  }

  /** One for each that can't be used. */
  static List<ConfigProblem> problems(Vertx vertx, GatewayConfig config) {
    var loading = new CertificateLoading(vertx);
    loading.listener("backend", config.listeners().backend());
    loading.listener("alipayPlus", config.listeners().alipayPlus());
    loading.listener("admin", config.listeners().admin());
    for (int i = 0; i < config.clients().size(); i++) {
      String at = "clients[" + i + "].alipayPlus.trustCertificates";
      var trusted = config.clients().get(i).alipayPlus().trustCertificates();
      trusted.ifPresent(file -> loading.trusted(at, file));
    }
    return List.copyOf(loading.problems);
  }

  private void listener(String name, ListenerConfig config) {
    config.tls().ifPresent(tls -> pair("listeners." + name + ".tls", tls));
  }

  private void pair(String at, TlsConfig tls) {
    trusted(at + ".certificate", tls.certificate());
    if (holdsCertificates(tls.certificate()) && !TlsPair.fits(vertx, tls)) {
      problem(
          at + ".privateKey",
          tls.privateKey() + " (expected: the private key of " + tls.certificate() + ")");
    }
    tls.clientCertificates().ifPresent(file -> trusted(at + ".clientCertificates", file));
  }

  private void trusted(String at, KeyFile file) {
    if (!holdsCertificates(file)) {
      problem(at, file + " (expected: one or more certificates, X.509 in PEM)");
    }
  }

  private static boolean holdsCertificates(KeyFile file) {
    try {
      return !Certificates.all(file.content()).isEmpty();
    } catch (CertificateException damaged) {
      return false;
    }
  }

  private void problem(String at, String text) {
    problems.add(new ConfigProblem(at, text, OptionalInt.empty()));
  }
}
