package io.plusgate.http;

import java.nio.charset.StandardCharsets;

/**
 * The rule for a request's target: origin-form, and a path that nobody reads as another one. What
 * is percent-encoded counts as what it stands for, also when it was encoded twice.
 */
final class PlainTarget {
  private static final String QUERY_TOO = "\"<>[]\\^`{|}";
  private static final String PATH = "-._~!$&'()*+,;=:@";
  private static final boolean[] IN_PATH = allowed(PATH);
  private static final boolean[] IN_QUERY = allowed(PATH + "/?" + QUERY_TOO);
  private static final int NOT_HEX = -1;

  private final byte[] bytes;
  private final int end;
  private final boolean slashInSegment;

  private PlainTarget(byte[] bytes, int end, boolean slashInSegment) {
    this.bytes = bytes;
    this.end = end;
    this.slashInSegment = slashInSegment;
  }

  /**
   * The rule that these bytes break, or {@link WireRule#KEPT}.
   *
   * @param slashInSegment whether an encoded slash is a character like others: true for requests
   *     that are never passed on, whose paths carry ids that backends chose
   */
  static WireRule judge(byte[] bytes, int from, int to, boolean slashInSegment) {
    if (from == to || bytes[from] != '/') {
      return WireRule.TARGET_FORM;
    }
    return new PlainTarget(bytes, to, slashInSegment).path(from + 1);
  }

  /** The same for a target that was read already, as in HTTP/2. */
  static WireRule judge(String target, boolean slashInSegment) {
    byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
    return judge(bytes, 0, bytes.length, slashInSegment);
  }

  private WireRule path(int from) {
    int segment = from;
    int at = from;
    while (at < end && bytes[at] != '?') {
      byte found = bytes[at];
      if (found == '/') {
        if (isUnfit(segment, at, false)) {
          return WireRule.TARGET_SEGMENT;
        }
        segment = at + 1;
        at++;
      } else if (found == '%') {
        var rule = encoded(at);
        if (rule.isBroken()) {
          return rule;
        }
        at += 3;
      } else if (found > 0 && IN_PATH[found]) {
        at++;
      } else {
        return WireRule.TARGET_CHARACTER;
      }
    }
    return isUnfit(segment, at, true) ? WireRule.TARGET_SEGMENT : query(at);
  }

  private WireRule query(int from) {
    for (int at = from; at < end; at++) {
      byte found = bytes[at];
      if (found == '%') {
        int value = hex(at + 1);
        if (value == NOT_HEX) {
          return WireRule.TARGET_ENCODING;
        }
        if (value == 0) {
          return WireRule.TARGET_HIDDEN;
        }
      } else if (found <= 0 || !IN_QUERY[found]) {
        return WireRule.TARGET_CHARACTER;
      }
    }
    return WireRule.KEPT;
  }

  private WireRule encoded(int percent) {
    int value = hex(percent + 1);
    if (value == NOT_HEX) {
      return WireRule.TARGET_ENCODING;
    }
    boolean hidden = isHidden(value) || (value == '%' && isHiddenTwice(hex(percent + 3)));
    return hidden ? WireRule.TARGET_HIDDEN : WireRule.KEPT;
  }

  private boolean isHiddenTwice(int value) {
    return value != NOT_HEX && (value == '.' || isHidden(value));
  }

  private boolean isHidden(int value) {
    return value < ' ' || value == 0x7f || value == '\\' || (value == '/' && !slashInSegment);
  }

  /** Empty, but at the end; or dots alone, before a semicolon too, as some readers cut there. */
  private boolean isUnfit(int from, int to, boolean last) {
    if (from == to) {
      return !last;
    }
    int dots = 0;
    int at = from;
    while (at < to && bytes[at] != ';') {
      boolean encoded = bytes[at] == '%' && hex(at + 1) == '.';
      if (bytes[at] != '.' && !encoded) {
        return false;
      }
      at += encoded ? 3 : 1;
      dots++;
    }
    return dots <= 2;
  }

  private int hex(int at) {
    if (at + 1 >= end) {
      return NOT_HEX;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? NOT_HEX : high * 16 + low;
  }

  private static boolean[] allowed(String others) {
    var table = new boolean[128];
    for (char c = 0; c < table.length; c++) {
      table[c] = WireBytes.isLetterOrDigit(c) || others.indexOf(c) >= 0;
    }
    return table;
  }
}
