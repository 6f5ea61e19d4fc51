package io.plusgate.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The fields of one head that say where its request ends and whom it is for. */
final class WireFields {
  private static final String LENGTH = "content-length";
  private static final String CODING = "transfer-encoding";
  private static final String HOST = "host";

  /** A count of more digits than this is nobody's body. */
  private static final int MOST_DIGITS = 18;

  /** What no hop may take away. */
  private static final List<String> WHOLE_WAY = List.of(LENGTH, CODING, HOST);

  private boolean get;
  private boolean neverPassedOn;
  private boolean version11;
  private boolean host;
  private boolean coding;
  private boolean length;
  private long lengthValue;

  void begin() {
    get = false;
    neverPassedOn = false;
    version11 = false;
    host = false;
    coding = false;
    length = false;
    lengthValue = 0;
  }

  void method(byte[] bytes, int from, int to) {
    get = WireBytes.is(bytes, from, to, "get") || WireBytes.is(bytes, from, to, "head");
    neverPassedOn = get || WireBytes.is(bytes, from, to, "delete");
  }

  void version(boolean is11) {
    version11 = is11;
  }

  /** Only POST goes on to Alipay+ or the backend. */
  boolean isNeverPassedOn() {
    return neverPassedOn;
  }

  long bodyLength() {
    return coding ? WireHead.CHUNKED : lengthValue;
  }

  /** All of them are there; what they say together. */
  WireRule whole() {
    if (coding && length) {
      return WireRule.CODING_AND_LENGTH;
    }
    if (coding && !version11) {
      return WireRule.CODING_ON_1_0;
    }
    if (version11 && !host) {
      return WireRule.NO_HOST;
    }
    return get && bodyLength() != 0 ? WireRule.BODY_ON_GET : WireRule.KEPT;
  }

  /** One line: its name, a colon, its value. */
  WireRule field(byte[] bytes, int from, int colon, int to) {
    int start = colon + 1;
    while (start < to && bytes[start] == ' ') {
      start++;
    }
    int end = to;
    while (end > start && bytes[end - 1] == ' ') {
      end--;
    }
    return switch (colon - from) {
      case 4 -> WireBytes.is(bytes, from, colon, HOST) ? host(bytes, start, end) : WireRule.KEPT;
      case 6 ->
          WireBytes.is(bytes, from, colon, "expect")
                  && !WireBytes.is(bytes, start, end, "100-continue")
              ? WireRule.EXPECT
              : WireRule.KEPT;
      case 7 ->
          WireBytes.is(bytes, from, colon, "upgrade") && !WireBytes.is(bytes, start, end, "h2c")
              ? WireRule.UPGRADE
              : WireRule.KEPT;
      case 10 ->
          WireBytes.is(bytes, from, colon, "connection")
              ? connection(bytes, start, end)
              : WireRule.KEPT;
      case 14 ->
          WireBytes.is(bytes, from, colon, LENGTH)
              ? length(bytes, from, start, end)
              : WireRule.KEPT;
      default -> longer(bytes, from, colon, start, end);
    };
  }

  private WireRule longer(byte[] bytes, int from, int colon, int start, int end) {
    if (WireBytes.is(bytes, from, colon, CODING)) {
      return coding(bytes, from, start, end);
    }
    return WireBytes.startsWith(bytes, from, colon, "sec-websocket-")
        ? WireRule.UPGRADE
        : WireRule.KEPT;
  }

  private WireRule length(byte[] bytes, int from, int start, int end) {
    if (bytes[from + LENGTH.indexOf('-')] == '_') {
      return WireRule.LOOKALIKE;
    }
    if (length) {
      return WireRule.TWO_LENGTHS;
    }
    length = true;
    int digits = end - start;
    if (digits == 0 || digits > MOST_DIGITS || (bytes[start] == '0' && digits > 1)) {
      return WireRule.LENGTH;
    }
    for (int at = start; at < end; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return WireRule.LENGTH;
      }
      lengthValue = lengthValue * 10 + (bytes[at] - '0');
    }
    return WireRule.KEPT;
  }

  private WireRule coding(byte[] bytes, int from, int start, int end) {
    if (bytes[from + CODING.indexOf('-')] == '_') {
      return WireRule.LOOKALIKE;
    }
    if (coding) {
      return WireRule.TWO_CODINGS;
    }
    coding = true;
    return WireBytes.is(bytes, start, end, "chunked") ? WireRule.KEPT : WireRule.CODING;
  }

  private WireRule host(byte[] bytes, int start, int end) {
    if (host) {
      return WireRule.TWO_HOSTS;
    }
    host = true;
    for (int at = start; at < end; at++) {
      if (!WireBytes.isLetterOrDigit(bytes[at]) && ".-_:[]".indexOf(bytes[at]) < 0) {
        return WireRule.HOST;
      }
    }
    return start == end ? WireRule.HOST : WireRule.KEPT;
  }

  private static WireRule connection(byte[] bytes, int start, int end) {
    if (WireBytes.is(bytes, start, end, "keep-alive") || WireBytes.is(bytes, start, end, "close")) {
      return WireRule.KEPT;
    }
    String names = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    for (String name : names.toLowerCase(Locale.ROOT).replace('\t', ' ').split(",", -1)) {
      if (WHOLE_WAY.contains(name.strip())) {
        return WireRule.CONNECTION;
      }
    }
    return WireRule.KEPT;
  }
}
