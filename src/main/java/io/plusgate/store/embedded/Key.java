package io.plusgate.store.embedded;

import java.util.Arrays;

/** Where a row stands, comparable with another place. */
final class Key implements Comparable<Key> {
  private final Kind kind;
  private final byte[] bytes;
  private final int hash;

  Key(Kind kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
    this.hash = 31 * Arrays.hashCode(bytes) + kind.hashCode();
  }

  Kind kind() {
    return kind;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isIn(Kind range, byte[] from, byte[] to) {
    return kind == range
        && Arrays.compareUnsigned(bytes, from) >= 0
        && Arrays.compareUnsigned(bytes, to) < 0;
  }

  @Override
  public int compareTo(Key other) {
    int kinds = kind.compareTo(other.kind);
    return kinds != 0 ? kinds : Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key that && kind == that.kind && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
