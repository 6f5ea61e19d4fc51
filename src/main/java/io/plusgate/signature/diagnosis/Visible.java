package io.plusgate.signature.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Bytes as text in which nothing hides: line ends, tabs, marks and odd blanks have names. */
public final class Visible {
  private Visible() {}

  /** On one line, e.g. {@code {"a":␣1}␍␊}; bytes that are no UTF-8 as {@code ⟨C3⟩}. */
  public static String of(byte[] bytes) {
    try {
      return text(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notUtf8) {
      var text = new StringBuilder();
      for (byte b : bytes) {
        boolean ascii = b >= 0;
        text.append(ascii ? text(String.valueOf((char) b)) : "⟨%02X⟩".formatted(b));
      }
      return text.toString();
    }
  }

  private static String text(String raw) {
    var text = new StringBuilder();
    raw.codePoints().forEach(point -> append(text, point));
    return text.toString();
  }

  private static void append(StringBuilder text, int point) {
    switch (point) {
      case ' ' -> text.append('␣');
      case '\n' -> text.append('␊');
      case '\r' -> text.append('␍');
      case '\t' -> text.append('␉');
      default -> {
        boolean hidden =
            Character.isISOControl(point)
                || Character.getType(point) == Character.FORMAT
                || Character.isSpaceChar(point);
        if (hidden) {
          text.append("⟨U+%04X⟩".formatted(point));
        } else {
          text.appendCodePoint(point);
        }
      }
    }
  }
}
