package io.plusgate.http;

import static io.plusgate.http.WireBytes.CR;
import static io.plusgate.http.WireBytes.LF;

/**
 * Reads the bytes of one request head as they arrive, each byte once, and says what becomes of it:
 * more is needed, it is whole, or which rule it breaks, as early as that can be said.
 */
final class WireHead {
  /** The length of a chunked body: unknown. */
  static final long CHUNKED = -1;

  static final int MOST_HEADERS = 100;
  static final int LONGEST_LINE = 4_096;

  /** What is known of the head by now. */
  enum Reading {
    MORE,
    WHOLE,
    REFUSED
  }

  private final int mostHeaderBytes;
  private final WireFields fields = new WireFields();
  private int at;
  private int lineStart;
  private int headersStart;
  private int lines;
  private boolean lineEnds;
  private WireRule broken = WireRule.KEPT;

  WireHead(int mostHeaderBytes) {
    this.mostHeaderBytes = mostHeaderBytes;
  }

  /** No head is longer than this. */
  int mostBytes() {
    return mostHeaderBytes + LONGEST_LINE + 4;
  }

  /** For the next request of the connection. */
  void begin() {
    fields.begin();
    at = 0;
    lineStart = 0;
    headersStart = 0;
    lines = 0;
    lineEnds = false;
    broken = WireRule.KEPT;
  }

  /**
   * Reads on, from where it stopped.
   *
   * @param bytes all of the head that has arrived since {@link #begin}, and perhaps more
   * @param length how many of them there are
   */
  Reading read(byte[] bytes, int length) {
    while (at < length) {
      byte found = bytes[at++];
      if (lineEnds) {
        if (found != LF) {
          return refuse(WireRule.BARE_CR);
        }
        lineEnds = false;
        if (lineStart == at - 2) {
          return end();
        }
        broken = line(bytes, lineStart, at - 2);
        lineStart = at;
      } else if (found == CR) {
        lineEnds = true;
      } else if (found == LF) {
        broken = WireRule.BARE_LF;
      } else if (WireBytes.isControl(found)) {
        broken = WireRule.CONTROL_BYTE;
      }
      if (broken.isBroken()) {
        return Reading.REFUSED;
      }
    }
    return isTooLong() ? refuse(tooLong()) : Reading.MORE;
  }

  /** Once it is whole: the index after its last byte. */
  int endIndex() {
    return at;
  }

  /** Once it is whole: how long its body is, or {@link #CHUNKED}. */
  long bodyLength() {
    return fields.bodyLength();
  }

  WireRule broken() {
    return broken;
  }

  private WireRule line(byte[] bytes, int from, int to) {
    if (lines++ > 0) {
      return at - headersStart > mostHeaderBytes
          ? WireRule.HEADERS_TOO_LARGE
          : header(bytes, from, to);
    }
    headersStart = at;
    return to - from > LONGEST_LINE ? WireRule.LINE_TOO_LONG : requestLine(bytes, from, to);
  }

  private Reading end() {
    broken = lines == 0 ? WireRule.EMPTY_LINE : fields.whole();
    return broken.isBroken() ? Reading.REFUSED : Reading.WHOLE;
  }

  private boolean isTooLong() {
    return lines == 0 ? at > LONGEST_LINE + 1 : at - headersStart > mostHeaderBytes;
  }

  private WireRule tooLong() {
    return lines == 0 ? WireRule.LINE_TOO_LONG : WireRule.HEADERS_TOO_LARGE;
  }

  private Reading refuse(WireRule rule) {
    broken = rule;
    return Reading.REFUSED;
  }

  private WireRule requestLine(byte[] bytes, int from, int to) {
    int space = from;
    while (space < to && WireBytes.isToken(bytes[space])) {
      space++;
    }
    if (space == from || space == to || bytes[space] != ' ') {
      return WireRule.METHOD;
    }
    int second = space + 1;
    while (second < to && bytes[second] != ' ') {
      second++;
    }
    if (second == space + 1 || second == to) {
      return WireRule.REQUEST_LINE;
    }
    fields.method(bytes, from, space);
    var target = PlainTarget.judge(bytes, space + 1, second, fields.isNeverPassedOn());
    return target.isBroken() ? target : version(bytes, second + 1, to);
  }

  private WireRule version(byte[] bytes, int from, int to) {
    boolean exact =
        to - from == 8
            && bytes[from] == 'H'
            && bytes[from + 1] == 'T'
            && bytes[from + 2] == 'T'
            && bytes[from + 3] == 'P'
            && bytes[from + 4] == '/'
            && bytes[from + 5] == '1'
            && bytes[from + 6] == '.'
            && (bytes[from + 7] == '0' || bytes[from + 7] == '1');
    if (exact) {
      fields.version(bytes[from + 7] == '1');
    }
    return exact ? WireRule.KEPT : WireRule.VERSION;
  }

  private WireRule header(byte[] bytes, int from, int to) {
    if (lines > MOST_HEADERS + 1) {
      return WireRule.TOO_MANY_HEADERS;
    }
    if (isBlank(bytes[from])) {
      return WireRule.OBS_FOLD;
    }
    int colon = from;
    while (colon < to && WireBytes.isToken(bytes[colon])) {
      colon++;
    }
    if (colon == to) {
      return WireRule.NO_COLON;
    }
    if (bytes[colon] != ':') {
      return isBlank(bytes[colon]) ? WireRule.SPACE_BEFORE_COLON : WireRule.NAME;
    }
    return colon == from ? WireRule.EMPTY_NAME : fields.field(bytes, from, colon, to);
  }

  private static boolean isBlank(byte found) {
    return found == ' ' || found == '\t';
  }
}
