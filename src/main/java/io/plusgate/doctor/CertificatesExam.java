package io.plusgate.doctor;

import io.plusgate.config.GatewayConfig;
import io.plusgate.config.ListenerConfig;
import io.plusgate.config.TlsConfig;
import io.plusgate.http.TlsPair;
import io.plusgate.signature.Certificates;
import io.vertx.core.Vertx;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/** Whether the certificates of our own doors hold, and for how long. */
final class CertificatesExam {
  private static final String CHECK = "own certificate";

  private final Vertx vertx;
  private final Findings findings;
  private final InstantSource clock;

  CertificatesExam(Vertx vertx, Findings findings, InstantSource clock) {
    this.vertx = vertx;
    this.findings = findings;
    this.clock = clock;
  }

  void examine(GatewayConfig config) {
    examine("listeners.alipayPlus", config.listeners().alipayPlus(), true);
    examine("listeners.backend", config.listeners().backend(), false);
    examine("listeners.admin", config.listeners().admin(), false);
  }

  private void examine(String name, ListenerConfig listener, boolean calledFromOutside) {
    listener.tls().ifPresent(tls -> examine(name, tls, calledFromOutside));
  }

  private void examine(String name, TlsConfig tls, boolean calledFromOutside) {
    List<X509Certificate> chain;
    try {
      chain = Certificates.all(tls.certificate().content());
    } catch (CertificateException damaged) {
      chain = List.of();
    }
    if (chain.isEmpty()) {
      findings.fail(
          CHECK, name, tls.certificate() + ": no certificate", "X.509 in PEM, our own first");
      return;
    }
    var own = chain.get(0);
    String seen = CertificateDates.name(own) + " by " + CertificateDates.issuer(own);
    if (!TlsPair.fits(vertx, tls)) {
      findings.fail(
          CHECK,
          name,
          seen + "; " + tls.privateKey() + " is not its key",
          "put certificate and key of one pair there");
      return;
    }
    if (calledFromOutside && Certificates.vouchesForItself(own)) {
      findings.warn(
          CHECK,
          name,
          seen + ", vouches for itself",
          "enough for the simulator; Alipay+ needs one of a public authority");
    }
    CertificateDates.of(chain).judge(findings, CHECK, name, seen, clock.instant());
  }
}
