package io.plusgate.app;

import io.plusgate.config.ListenerConfig;
import io.plusgate.metrics.GatewayMetrics;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;

/** When the certificate that a listener shows ends, as a metric. */
final class CertificateEnds {
  private CertificateEnds() {}

  static void tell(GatewayMetrics metrics, String listener, ListenerConfig config) {
    config
        .tls()
        .flatMap(tls -> first(tls.certificate().content()))
        .ifPresent(own -> metrics.certificate(listener, own.getNotAfter().toInstant()));
  }

  /** The first of the chain, the server's own; nothing when it can't be read as one. */
  static Optional<X509Certificate> first(byte[] pem) {
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem));
      return read instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
    } catch (CertificateException unreadable) {
      return Optional.empty();
    }
  }

  /** SHA-256 of the certificate in hex, as openssl shows it without the colons. */
  static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (CertificateException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
