package io.plusgate.signature.diagnosis;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The digest that a signature holds. With PKCS#1 v1.5 the public key gives it back, so that one
 * costly step tells whether a key made a signature, and every guess at the content costs one hash.
 */
final class RecoveredDigest {
  private final Hash hash;
  private final byte[] digest;

  /** The hash functions people sign with; the prefixes are the DigestInfo of RFC 8017, 9.2. */
  enum Hash {
    SHA256("SHA-256", 32, "3031300d060960864801650304020105000420"),
    SHA1("SHA-1", 20, "3021300906052b0e03021a05000414");

    private final String algorithm;
    private final int length;
    private final byte[] prefix;

    Hash(String algorithm, int length, String prefix) {
      this.algorithm = algorithm;
      this.length = length;
      this.prefix = HexFormat.of().parseHex(prefix);
    }

    byte[] of(byte[] head, byte[] body) {
      try {
        var digest = MessageDigest.getInstance(algorithm);
        digest.update(head);
        return digest.digest(body);
      } catch (NoSuchAlgorithmException everyJdkHasIt) {
        throw new IllegalStateException(everyJdkHasIt);
      }
    }
  }

  private RecoveredDigest(Hash hash, byte[] digest) {
    this.hash = hash;
    this.digest = digest;
  }

  /** The digest, or nothing when this key did not make this signature. */
  static Optional<RecoveredDigest> from(byte[] signature, RSAPublicKey key) {
    var number = new BigInteger(1, signature);
    int length = (key.getModulus().bitLength() + 7) / 8;
    if (signature.length != length || number.compareTo(key.getModulus()) >= 0) {
      return Optional.empty();
    }
    byte[] opened = padded(number.modPow(key.getPublicExponent(), key.getModulus()), length);
    for (Hash hash : Hash.values()) {
      byte[] digest = Arrays.copyOfRange(opened, length - hash.length, length);
      if (Arrays.equals(opened, encoded(hash, digest, length))) {
        return Optional.of(new RecoveredDigest(hash, digest));
      }
    }
    return Optional.empty();
  }

  Hash hash() {
    return hash;
  }

  boolean isOf(byte[] head, byte[] body) {
    return Arrays.equals(digest, hash.of(head, body));
  }

  private static byte[] padded(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    int extra = bytes.length > length ? bytes.length - length : 0;
    var padded = new byte[length];
    int size = bytes.length - extra;
    System.arraycopy(bytes, extra, padded, length - size, size);
    return padded;
  }

  private static byte[] encoded(Hash hash, byte[] digest, int length) {
    var encoded = new byte[length];
    Arrays.fill(encoded, (byte) 0xFF);
    int info = length - hash.length - hash.prefix.length;
    encoded[0] = 0;
    encoded[1] = 1;
    encoded[info - 1] = 0;
    System.arraycopy(hash.prefix, 0, encoded, info, hash.prefix.length);
    System.arraycopy(digest, 0, encoded, length - hash.length, hash.length);
    return encoded;
  }
}
