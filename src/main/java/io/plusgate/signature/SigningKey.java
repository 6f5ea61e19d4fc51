package io.plusgate.signature;

import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;

/**
 * A private key as it was read, with the public half that belongs to it.
 *
 * @param form in what form it stood there, e.g. {@code PKCS#8 in PEM}
 */
public record SigningKey(RSAPrivateCrtKey privateKey, RSAPublicKey publicKey, String form) {
  public int bits() {
    return publicKey.getModulus().bitLength();
  }

  /** The fingerprint of the public half: the same as Developer Center's copy of it. */
  public String fingerprint() {
    return Fingerprint.of(publicKey);
  }

  /** Without the key: the JDK would print its secret numbers. */
  @Override
  public String toString() {
    return "SigningKey[form=" + form + ", bits=" + bits() + ", fingerprint=" + fingerprint() + "]";
  }
}
