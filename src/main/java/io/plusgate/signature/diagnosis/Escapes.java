package io.plusgate.signature.diagnosis;

import java.util.HexFormat;

/** One way in which JSON libraries escape the characters of strings. */
enum Escapes {
  AS_GIVEN("escapes as given", "", false),
  FEWEST("only the escapes that JSON needs", "", false),
  SLASH("\\/ for /", "/", false),
  ASCII("\\uXXXX for everything beyond ASCII", "", true),
  SLASH_AND_ASCII("\\/ for /, \\uXXXX beyond ASCII", "/", true),
  HTML("\\uXXXX for < > & = '", "<>&='", false);

  private final String words;
  private final String escaped;
  private final boolean asciiOnly;

  Escapes(String words, String escaped, boolean asciiOnly) {
    this.words = words;
    this.escaped = escaped;
    this.asciiOnly = asciiOnly;
  }

  String words() {
    return words;
  }

  /** The token with its characters written in this way; numbers and words stay as they are. */
  String write(String raw) {
    return this == AS_GIVEN || raw.charAt(0) != '"' ? raw : encoded(decoded(raw));
  }

  private String encoded(String plain) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < plain.length(); i++) {
      append(plain.charAt(i), out);
    }
    return out.append('"').toString();
  }

  private void append(char c, StringBuilder out) {
    int known = "\"\\\b\f\n\r\t".indexOf(c);
    if (known >= 0) {
      out.append('\\').append("\"\\bfnrt".charAt(known));
    } else if (c == '/' && escaped.indexOf(c) >= 0) {
      out.append("\\/");
    } else if (c < ' ' || (asciiOnly && c > '~') || escaped.indexOf(c) >= 0) {
      out.append("\\u%04x".formatted((int) c));
    } else {
      out.append(c);
    }
  }

  private static String decoded(String raw) {
    var plain = new StringBuilder();
    for (int i = 1; i < raw.length() - 1; i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        plain.append(c);
      } else {
        i++;
        i += unescape(raw, i, plain);
      }
    }
    return plain.toString();
  }

  /** Appends what the escape at this place means; answers how many more characters it took. */
  private static int unescape(String raw, int at, StringBuilder plain) {
    char c = raw.charAt(at);
    int known = "bfnrt".indexOf(c);
    if (known >= 0) {
      plain.append("\b\f\n\r\t".charAt(known));
      return 0;
    }
    boolean hex =
        c == 'u'
            && at + 5 < raw.length()
            && raw.substring(at + 1, at + 5).chars().allMatch(HexFormat::isHexDigit);
    if (hex) {
      plain.append((char) HexFormat.fromHexDigits(raw, at + 1, at + 5));
      return 4;
    }
    plain.append(c);
    return 0;
  }
}
