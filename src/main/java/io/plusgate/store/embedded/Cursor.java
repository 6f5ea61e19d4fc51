package io.plusgate.store.embedded;

import java.util.HexFormat;

/** Where a page ended, as the text that its reader hands back. */
final class Cursor {
  private Cursor() {}

  static String of(long number) {
    return Long.toString(number);
  }

  static String of(byte[] key) {
    return HexFormat.of().formatHex(key);
  }

  static long number(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException foreign) {
      throw new IllegalArgumentException(
          "page.after: " + cursor + " (expected: the next of a page before)", foreign);
    }
  }

  static byte[] key(String cursor) {
    try {
      return HexFormat.of().parseHex(cursor);
    } catch (IllegalArgumentException foreign) {
      throw new IllegalArgumentException(
          "page.after: " + cursor + " (expected: the next of a page before)", foreign);
    }
  }
}
