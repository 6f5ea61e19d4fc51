package io.plusgate.app;

import io.plusgate.config.ListenerConfig;
import io.plusgate.metrics.GatewayMetrics;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** When the certificate that a listener shows ends, as a metric. */
final class CertificateEnds {
  private CertificateEnds() {}

  static void tell(GatewayMetrics metrics, String listener, ListenerConfig config) {
    config
        .tls()
        .flatMap(tls -> notAfter(tls.certificate().content()))
        .ifPresent(end -> metrics.certificate(listener, end));
  }

  /** Of the first of the chain, the server's own; nothing when it can't be read as one. */
  private static Optional<Instant> notAfter(byte[] pem) {
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem));
      return read instanceof X509Certificate own
          ? Optional.of(own.getNotAfter().toInstant())
          : Optional.empty();
    } catch (CertificateException unreadable) {
      return Optional.empty();
    }
  }
}
