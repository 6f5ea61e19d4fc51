package io.plusgate.http;

import java.nio.charset.StandardCharsets;

/**
 * What a request must be before our HTTP decoder sees a byte of it: read alike by every reader on
 * its way. Each rule has the answer that its breaking gets; the answer never repeats the request.
 */
enum WireRule {
  /** Nothing is broken. */
  KEPT(""),

  BARE_CR("a CR without LF (expected: lines end with CR LF)"),
  BARE_LF("a LF without CR (expected: lines end with CR LF)"),
  CONTROL_BYTE("a NUL or another control byte in the head"),
  EMPTY_LINE("an empty line before the request line"),
  METHOD("the method is no token"),
  REQUEST_LINE("expected: method, target and version, with one space between them"),
  VERSION("expected: HTTP/1.1 or HTTP/1.0"),

  TARGET_FORM("expected: a target that begins with /"),
  TARGET_CHARACTER("a character in the target that must be percent-encoded"),
  TARGET_ENCODING("a percent sign without two hex digits (expected: percent-encoded bytes)"),
  TARGET_SEGMENT("an empty segment, or . or .. as a segment, also when percent-encoded"),
  TARGET_HIDDEN("a slash, backslash or control byte that is percent-encoded"),

  OBS_FOLD("a header line that begins with a space"),
  NO_COLON("a header line without colon"),
  EMPTY_NAME("a header without name"),
  SPACE_BEFORE_COLON("a space between a header's name and its colon"),
  NAME("a header's name is no token"),
  LOOKALIKE("a header's name that some take for a framing header: _ in the place of -"),
  TOO_MANY_HEADERS(431, "headers-too-large", "more than " + WireHead.MOST_HEADERS + " headers"),
  HEADERS_TOO_LARGE(431, "headers-too-large", "the headers exceed limits.headerBytes"),
  LINE_TOO_LONG(414, "request-line-too-long", "the request line exceeds 4096 bytes"),

  TWO_LENGTHS("Content-Length: there twice, even if equal"),
  LENGTH("Content-Length: expected: decimal digits alone, without sign or leading zero"),
  TWO_CODINGS("Transfer-Encoding: there twice"),
  CODING("Transfer-Encoding: expected: chunked and nothing else"),
  CODING_AND_LENGTH("Content-Length and Transfer-Encoding together"),
  CODING_ON_1_0("Transfer-Encoding with HTTP/1.0"),
  BODY_ON_GET("GET or HEAD with a body"),
  CHUNK_SIZE("a chunk's size is no plain hex number, or has extensions"),
  CHUNK_END("a chunk does not end where its size says"),
  TRAILER("trailers after the last chunk"),

  TWO_HOSTS("Host: there twice"),
  NO_HOST("Host: absent (expected with HTTP/1.1)"),
  HOST("Host: expected: a host and perhaps a port"),
  UPGRADE("Upgrade: no other protocol is spoken here"),
  EXPECT("Expect: expected: 100-continue"),
  CONNECTION("Connection: names a header that belongs to the whole way"),

  TOO_SLOW(408, "request-timeout", "the request was not there within limits.requestTimeout");

  private final Problem problem;
  private final byte[] answer;

  WireRule(String found) {
    this(400, "malformed-request", found);
  }

  WireRule(int status, String code, String found) {
    problem = new Problem(status, code, reason(status), found);
    var body = problem.body().getBytes();
    var head =
        "HTTP/1.1 "
            + status
            + " "
            + reason(status)
            + "\r\nContent-Type: "
            + Problem.MEDIA_TYPE
            + "\r\nContent-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    answer = (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  boolean isBroken() {
    return this != KEPT;
  }

  /** The refusal for where an answer can be written as a whole. */
  Problem problem() {
    return problem;
  }

  /** The whole answer as it goes on the wire; not to be written to. */
  byte[] answer() {
    return answer;
  }

  private static String reason(int status) {
    return switch (status) {
      case 408 -> "Request Timeout";
      case 414 -> "URI Too Long";
      case 431 -> "Request Header Fields Too Large";
      default -> "Bad Request";
    };
  }
}
