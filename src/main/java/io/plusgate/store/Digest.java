package io.plusgate.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What is remembered of a content for ever: enough to tell the same from another, nothing to read.
 */
public final class Digest {
  /** Half of a SHA-256: no two contents meet by chance in the life of any store. */
  public static final int LENGTH = 16;

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Over the parts in this order; where one part ends is part of it. */
  public static Digest of(String... parts) {
    var sha256 = sha256();
    for (var part : parts) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
      sha256.update(text);
    }
    return new Digest(Arrays.copyOf(sha256.digest(), LENGTH));
  }

  /** Over the bytes as they are. */
  public static Digest of(byte[] content) {
    return new Digest(Arrays.copyOf(sha256().digest(content), LENGTH));
  }

  /** A digest as an engine has kept it. */
  public static Digest stored(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "digest: " + bytes.length + " bytes (expected: " + LENGTH + ")");
    }
    return new Digest(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
