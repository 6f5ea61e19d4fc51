package io.plusgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The content of a file, which nobody can change and which is equal when its bytes are. */
public final class Bytes {
  private final byte[] content;

  public Bytes(byte[] content) {
    this.content = content.clone();
  }

  public byte[] copy() {
    return content.clone();
  }

  /** Read as UTF-8. */
  String text() {
    return new String(content, UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Never what they are: they may be a key. */
  @Override
  public String toString() {
    return content.length + " bytes";
  }
}
