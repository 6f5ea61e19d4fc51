package io.plusgate.signature.diagnosis;

import java.security.interfaces.RSAPublicKey;

/** A public key that may have made a signature, and whose it is. */
public record KnownKey(Owner owner, String name, String keyVersion, RSAPublicKey key) {

  /** Whose key it is, seen from the one who verifies. */
  public enum Owner {
    /** The other side's key: the right one. */
    EXPECTED,
    /** The verifier's own key, taken by mistake. */
    OWN,
    /** The key of another client or environment. */
    OTHER_CLIENT
  }

  /** How long every signature by this key is. */
  int signatureBytes() {
    return (key.getModulus().bitLength() + 7) / 8;
  }

  @Override
  public String toString() {
    return "KnownKey[owner=" + owner + ", name=" + name + ", keyVersion=" + keyVersion + "]";
  }
}
