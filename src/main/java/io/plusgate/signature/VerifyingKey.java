package io.plusgate.signature;

import java.security.interfaces.RSAPublicKey;

/**
 * A public key as it was read.
 *
 * @param form in what form it stood there, e.g. {@code X.509 certificate in PEM}
 */
public record VerifyingKey(RSAPublicKey key, String form) {
  public int bits() {
    return key.getModulus().bitLength();
  }

  public String fingerprint() {
    return Fingerprint.of(key);
  }

  /** The key under the version that configuration gives it, as a ring takes it. */
  public TrustedKey as(String keyVersion) {
    return new TrustedKey(keyVersion, key);
  }

  @Override
  public String toString() {
    return "VerifyingKey[form="
        + form
        + ", bits="
        + bits()
        + ", fingerprint="
        + fingerprint()
        + "]";
  }
}
