package io.plusgate.store.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link RowWriter} wrote; anything else is an {@link UnreadableRowException}. */
final class RowReader {
  private final byte[] row;
  private int version;
  private int position;

  private RowReader(byte[] row) {
    this.row = row;
  }

  /** Reads a whole row: nothing may be left over, and no record may refuse its fields. */
  static <T> T read(byte[] row, int version, Function<RowReader, T> read) {
    return read(row, version, version, read);
  }

  /**
   * The same for a row that may be of any of these versions, or of a newer one that has only added
   * fields at the end: a folder where that isn't so is not opened ({@link Schema}).
   */
  static <T> T read(byte[] row, int oldest, int newest, Function<RowReader, T> read) {
    var reader = new RowReader(row);
    int found = reader.octet();
    if (found < oldest) {
      throw new UnreadableRowException(
          "row.version: %d (expected: %d or more)".formatted(found, oldest));
    }
    reader.version = found;
    try {
      T value = read.apply(reader);
      if (found <= newest && reader.position != row.length) {
        throw reader.unreadable("length", row.length, reader.position);
      }
      return value;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException refused) {
      throw new UnreadableRowException("row: " + refused.getMessage());
    }
  }

  /** Of the row's format. */
  int version() {
    return version;
  }

  int octet() {
    if (position >= row.length) {
      throw unreadable("length", row.length, "> " + position);
    }
    return row[position++] & 0xff;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int next = octet();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw unreadable("number", "longer than 9 bytes", "at most 9");
  }

  long signed() {
    boolean negative = flag();
    long value = number();
    return negative ? -value - 1 : value;
  }

  boolean flag() {
    int value = octet();
    if (value > 1) {
      throw unreadable("flag", value, "0 or 1");
    }
    return value == 1;
  }

  String text() {
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return decoder.decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException malformed) {
      throw unreadable("text", "malformed", "UTF-8");
    }
  }

  byte[] bytes() {
    long size = number();
    if (size > row.length - position) {
      throw unreadable("size", size, "at most " + (row.length - position));
    }
    byte[] value = Arrays.copyOfRange(row, position, position + (int) size);
    position += (int) size;
    return value;
  }

  Instant time() {
    return Instant.EPOCH.plus(signed(), ChronoUnit.MICROS);
  }

  /** One of the constants, by its place; new ones are only ever added at the end. */
  <E> E oneOf(E[] constants) {
    int ordinal = octet();
    if (ordinal >= constants.length) {
      throw unreadable("constant", ordinal, "less than " + constants.length);
    }
    return constants[ordinal];
  }

  <T> Optional<T> optional(Function<RowReader, T> read) {
    return flag() ? Optional.of(read.apply(this)) : Optional.empty();
  }

  <T> List<T> list(Function<RowReader, T> read) {
    long size = number();
    if (size > row.length - position) {
      throw unreadable("list", size, "at most " + (row.length - position));
    }
    var values = new ArrayList<T>((int) size);
    for (long next = 0; next < size; next++) {
      values.add(read.apply(this));
    }
    return values;
  }

  private UnreadableRowException unreadable(String what, Object value, Object expected) {
    return new UnreadableRowException("row.%s: %s (expected: %s)".formatted(what, value, expected));
  }
}
