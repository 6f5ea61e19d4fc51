package io.plusgate.http;

/** The classes of bytes that HTTP/1.1 knows. */
final class WireBytes {
  static final byte CR = '\r';
  static final byte LF = '\n';

  private static final boolean[] TOKEN = tokens();

  private WireBytes() {}

  static boolean isToken(byte found) {
    return found > 0 && TOKEN[found];
  }

  /** All but the tab; bytes above 0x7f are text in a charset of the caller's. */
  static boolean isControl(byte found) {
    return (found >= 0 && found < ' ' && found != '\t') || found == 0x7f;
  }

  static boolean isLetterOrDigit(int found) {
    return (found >= 'a' && found <= 'z')
        || (found >= 'A' && found <= 'Z')
        || (found >= '0' && found <= '9');
  }

  /** Whether these bytes are this word, in any case; an underscore counts as the hyphen. */
  static boolean is(byte[] bytes, int from, int to, String lowerCase) {
    return to - from == lowerCase.length() && startsWith(bytes, from, to, lowerCase);
  }

  static boolean startsWith(byte[] bytes, int from, int to, String lowerCase) {
    if (to - from < lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      int found = bytes[from + i];
      int lower = found >= 'A' && found <= 'Z' ? found + 32 : found == '_' ? '-' : found;
      if (lower != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean[] tokens() {
    var table = new boolean[128];
    for (char c = 0; c < table.length; c++) {
      table[c] = isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
    return table;
  }
}
