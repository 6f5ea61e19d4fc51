package io.plusgate.signature.diagnosis;

import java.util.Arrays;

/**
 * The first place where the given bytes and the signed ones differ.
 *
 * @param offset in bytes, from 0
 * @param given what stands there in the message, invisible characters made visible
 * @param signed what stood there when it was signed
 */
public record Difference(int offset, String given, String signed) {
  private static final int BEFORE = 12;
  private static final int AFTER = 24;

  static Difference between(byte[] given, byte[] signed) {
    int offset = Arrays.mismatch(given, signed);
    int first = Math.max(offset, 0);
    return new Difference(first, around(given, first), around(signed, first));
  }

  private static String around(byte[] bytes, int offset) {
    int from = Math.max(0, Math.min(bytes.length, offset) - BEFORE);
    int to = Math.min(bytes.length, offset + AFTER);
    while (from > 0 && isInsideCharacter(bytes[from])) {
      from--;
    }
    while (to < bytes.length && isInsideCharacter(bytes[to])) {
      to++;
    }
    String start = from > 0 ? "…" : "";
    String end = to < bytes.length ? "…" : "⏹";
    return start + Visible.of(from < to ? Arrays.copyOfRange(bytes, from, to) : new byte[0]) + end;
  }

  /** A byte that goes on with a character of UTF-8. */
  private static boolean isInsideCharacter(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
