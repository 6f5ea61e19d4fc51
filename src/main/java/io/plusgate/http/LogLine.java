package io.plusgate.http;

/** Builds one flat JSON object for the log, escaping what came from outside. */
@CanIgnoreReturnValue
public final class LogLine {
  /** Longer than any documented id (64); what an outsider sends beyond it is cut. */
  private static final int LONGEST = 128;

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder json = new StringBuilder(640).append('{');

  LogLine() {}

  /** Left out when it is empty. */
  public LogLine text(String name, String value) {
    if (!value.isEmpty()) {
      int end = Math.min(value.length(), LONGEST);
      int plain = plain(value, end);
      key(name).append('"').append(value, 0, plain);
      for (int i = plain; i < end; i++) {
        escape(value.charAt(i));
      }
      json.append('"');
    }
    return this;
  }

  /** Left out when it is zero. */
  public LogLine number(String name, long value) {
    if (value != 0) {
      key(name).append(value);
    }
    return this;
  }

  /** Milliseconds with three digits, from nanoseconds. */
  public LogLine millis(String name, long nanos) {
    if (nanos > 0) {
      long micros = nanos / 1_000;
      long rest = micros % 1_000;
      key(name).append(micros / 1_000).append('.');
      json.append((char) ('0' + rest / 100)).append((char) ('0' + rest / 10 % 10));
      json.append((char) ('0' + rest % 10));
    }
    return this;
  }

  String end() {
    return json.append('}').toString();
  }

  private StringBuilder key(String name) {
    if (json.length() > 1) {
      json.append(',');
    }
    return json.append('"').append(name).append("\":");
  }

  /** How much of it, from its start, can be written as it is: nearly always all. */
  private static int plain(String value, int end) {
    int at = 0;
    while (at < end && !isSpecial(value.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpecial(char c) {
    return c == '"' || c == '\\' || c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029';
  }

  private void escape(char c) {
    if (!isSpecial(c)) {
      json.append(c);
    } else if (c == '"' || c == '\\') {
      json.append('\\').append(c);
    } else {
      json.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        json.append(HEX[c >> shift & 0xf]);
      }
    }
  }
}
