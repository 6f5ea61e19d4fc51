package io.plusgate.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/** The short public name of a key pair, by which two people can see that they mean the same one. */
public final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 of the SubjectPublicKeyInfo, in lower-case hex. */
  public static String of(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
