package io.plusgate.signature;

import java.security.interfaces.RSAPublicKey;

/** A public key whose signatures count, under the keyVersion that configuration gives it. */
public record TrustedKey(String keyVersion, RSAPublicKey key) {
  public int bits() {
    return key.getModulus().bitLength();
  }

  /** SHA-256 of the SubjectPublicKeyInfo in hex, as openssl shows it. */
  public String fingerprint() {
    return Fingerprint.of(key);
  }

  @Override
  public String toString() {
    return "TrustedKey[keyVersion=" + keyVersion + ", fingerprint=" + fingerprint() + "]";
  }
}
