package io.plusgate.signature;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;

/** Makes a partner's key pair, and writes it as Developer Center and the configuration take it. */
public final class RsaKeyPairs {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private RsaKeyPairs() {}

  /** A new key pair; 2048 bits is what Alipay+ uses. */
  public static KeyPair generate(int bits) {
    if (bits < KeyReader.SHORTEST || bits > 8192) {
      throw new IllegalArgumentException(
          "bits: " + bits + " (expected: " + KeyReader.SHORTEST + " to 8192)");
    }
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** PKCS#8, not encrypted: the content of a file that only its owner may read. */
  public static String pem(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** SubjectPublicKeyInfo. */
  public static String pem(PublicKey key) {
    return pem("PUBLIC KEY", key.getEncoded());
  }

  /** The public key on one line without armour, as Developer Center takes it. */
  public static String oneLine(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + LINES.encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
