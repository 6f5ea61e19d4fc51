package io.plusgate.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * The short public name of a key pair or a certificate, by which two people can see that they mean
 * the same one.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 of the SubjectPublicKeyInfo, in lower-case hex. */
  public static String of(PublicKey key) {
    return sha256(key.getEncoded());
  }

  /** SHA-256 of the whole certificate, as openssl shows it without the colons. */
  public static String of(X509Certificate certificate) {
    try {
      return sha256(certificate.getEncoded());
    } catch (CertificateEncodingException wasReadFromThatEncoding) {
      throw new IllegalStateException(wasReadFromThatEncoding);
    }
  }

  private static String sha256(byte[] encoded) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
