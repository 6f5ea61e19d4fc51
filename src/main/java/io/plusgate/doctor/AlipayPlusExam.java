package io.plusgate.doctor;

import io.plusgate.config.AlipayPlusConfig;
import io.plusgate.config.ClientConfig;
import io.plusgate.config.GatewayConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Whether Alipay+ can be found, reached and trusted. Its base address is asked for any HTTP answer,
 * without ids and without a signature; no API is called.
 */
final class AlipayPlusExam {
  private final Findings findings;
  private final InstantSource clock;

  AlipayPlusExam(Findings findings, InstantSource clock) {
    this.findings = findings;
    this.clock = clock;
  }

  /** Each address once, however many clients use it. */
  void examine(GatewayConfig config) {
    Map<URI, AlipayPlusConfig> addresses = new LinkedHashMap<>();
    for (ClientConfig client : config.clients()) {
      addresses.putIfAbsent(client.alipayPlus().baseUrl(), client.alipayPlus());
    }
    addresses.values().forEach(one -> examine(one, config.inbound().clockSkew()));
  }

  private void examine(AlipayPlusConfig alipayPlus, Optional<Duration> clockSkew) {
    URI base = alipayPlus.baseUrl();
    if (!isFound(base.getHost())) {
      return;
    }
    try (var wire = Wire.connect(base)) {
      if ("https".equals(base.getScheme()) && !isTrusted(wire, alipayPlus)) {
        return;
      }
      String path =
          base.getRawPath() == null || base.getRawPath().isEmpty() ? "/" : base.getRawPath();
      var head = wire.get(path, clock);
      var took = Duration.between(head.sent(), head.received());
      findings.ok(
          "Alipay+",
          base.toString(),
          head.status() + " after " + took.toMillis() + " ms (any answer is a sign of life)");
      new ClockOffset(head).judge(findings, base.getHost(), clockSkew);
    } catch (IOException silent) {
      findings.unreachable(
          "Alipay+",
          base.toString(),
          Wire.words(silent),
          "check alipayPlus.baseUrl, the firewall and the way out (calls go out directly, never"
              + " through a proxy)");
    }
  }

  private boolean isFound(String host) {
    long begun = System.nanoTime();
    try {
      var addresses = InetAddress.getAllByName(Wire.bare(host));
      String found =
          Arrays.stream(addresses)
              .map(InetAddress::getHostAddress)
              .collect(Collectors.joining(", "));
      long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      findings.ok("DNS", host, found + " (" + millis + " ms)");
      return true;
    } catch (UnknownHostException unknown) {
      findings.unreachable(
          "DNS", host, "no such host", "check alipayPlus.baseUrl and this machine's resolver");
      return false;
    }
  }

  private boolean isTrusted(Wire wire, AlipayPlusConfig alipayPlus) throws IOException {
    String host = alipayPlus.baseUrl().getHost();
    try {
      var trust = Trust.of(alipayPlus.trustCertificates());
      return isTrusted(wire, trust, host);
    } catch (GeneralSecurityException damaged) {
      findings.fail(
          "TLS",
          host,
          alipayPlus.trustCertificates().map(Object::toString).orElse("the system's trust store")
              + ": no certificates",
          "put the authorities to trust there, X.509 in PEM");
      return false;
    }
  }

  private boolean isTrusted(Wire wire, Trust trust, String host)
      throws IOException, GeneralSecurityException {
    try {
      var session = wire.encrypt(trust.context(), true).getSession();
      String how = session.getProtocol() + " " + session.getCipherSuite() + ", ";
      CertificateDates.of(trust.shown())
          .judge(findings, "TLS", host, how + names(trust), clock.instant());
      return true;
    } catch (SSLException untrusted) {
      String shown = trust.shown().isEmpty() ? "" : "; it showed " + names(trust);
      findings.fail(
          "TLS",
          host,
          Wire.words(untrusted) + shown,
          "if something between here and Alipay+ ends TLS, take it out of the way; if its"
              + " authority is meant to be trusted, name it in alipayPlus.trustCertificates");
      return false;
    }
  }

  /** Our side of the chain first, the authority at its end last. */
  private static String names(Trust trust) {
    var chain = trust.shown();
    return chain.stream().map(CertificateDates::name).collect(Collectors.joining(" by "))
        + " by "
        + CertificateDates.issuer(chain.get(chain.size() - 1));
  }
}
