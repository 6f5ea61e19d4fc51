package io.plusgate.store.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Writes the fields of one row after each other; the first byte is the format's version.
 *
 * <p>Whole numbers take as many bytes as they need, seven bits each. Times are kept to the
 * microsecond.
 */
final class RowWriter {
  private byte[] bytes = new byte[128];
  private int length;

  RowWriter(int version) {
    octet(version);
  }

  void octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /** A number of zero or more. */
  void number(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("number: " + value + " (expected: >= 0)");
    }
    room(10);
    long rest = value;
    while (rest >= 0x80) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** A number that may be negative. */
  void signed(long value) {
    octet(value < 0 ? 1 : 0);
    number(value < 0 ? -(value + 1) : value);
  }

  void flag(boolean value) {
    octet(value ? 1 : 0);
  }

  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  void time(Instant value) {
    signed(ChronoUnit.MICROS.between(Instant.EPOCH, value));
  }

  /** A constant by its place among those that may stand here. */
  <E> void place(E value, E[] constants) {
    octet(Arrays.asList(constants).indexOf(value));
  }

  <T> void optional(Optional<T> value, BiConsumer<RowWriter, T> write) {
    flag(value.isPresent());
    value.ifPresent(present -> write.accept(this, present));
  }

  <T> void list(Collection<T> values, BiConsumer<RowWriter, T> write) {
    number(values.size());
    values.forEach(value -> write.accept(this, value));
  }

  byte[] row() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
