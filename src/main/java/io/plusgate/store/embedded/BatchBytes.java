package io.plusgate.store.embedded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A write batch in RocksDB's own form, the one it writes to its log, so that a whole batch crosses
 * into native code once and not once for each row.
 *
 * <p>Eight bytes for RocksDB's number, four for how many rows follow; each row is a tag, a family,
 * a key with its length and, unless it is deleted, a value with its length.
 */
final class BatchBytes {
  private static final int HEADER = 12;
  private static final int COUNT_AT = 8;
  private static final byte DELETED = 0x4;
  private static final byte PUT = 0x5;

  private byte[] bytes = new byte[2 * 1024];
  private int length = HEADER;
  private int count;

  void put(int family, byte[] key, byte[] value) {
    room(key.length + value.length + 16);
    start(PUT, family, key);
    text(value);
  }

  void delete(int family, byte[] key) {
    room(key.length + 16);
    start(DELETED, family, key);
  }

  /** All rows so far. */
  byte[] toBytes() {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(COUNT_AT, count);
    return Arrays.copyOf(bytes, length);
  }

  private void start(byte tag, int family, byte[] key) {
    bytes[length++] = tag;
    number(family);
    text(key);
    count++;
  }

  private void text(byte[] text) {
    number(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  private void number(int value) {
    int rest = value;
    while (rest >= 0x80) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
