package io.plusgate.signature;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The certificates of a PEM file, as TLS shows or trusts them. */
public final class Certificates {
  private Certificates() {}

  /**
   * All of them, in the order of the file; none when there are none.
   *
   * @throws CertificateException when one of them can't be read
   */
  public static List<X509Certificate> all(byte[] pem) throws CertificateException {
    var found = new ArrayList<X509Certificate>();
    for (var one : x509().generateCertificates(new ByteArrayInputStream(pem))) {
      found.add((X509Certificate) one);
    }
    return List.copyOf(found);
  }

  /** The first of the chain, the server's own; nothing when it can't be read as one. */
  public static Optional<X509Certificate> first(byte[] pem) {
    try {
      var read = x509().generateCertificate(new ByteArrayInputStream(pem));
      return Optional.of((X509Certificate) read);
    } catch (CertificateException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether its issuer is its own subject: no authority stands behind it. */
  public static boolean vouchesForItself(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static CertificateFactory x509() throws CertificateException {
    return CertificateFactory.getInstance("X.509");
  }
}
