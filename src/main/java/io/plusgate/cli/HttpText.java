package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a captured HTTP message: its first line, its headers, and the body byte for byte. */
final class HttpText {
  private HttpText() {}

  static CapturedMessage read(byte[] captured) {
    // One char per byte, so that places in the text are places in the bytes.
    String text = new String(captured, ISO_8859_1);
    int crlf = text.indexOf("\r\n\r\n");
    int lf = text.indexOf("\n\n");
    boolean unix = lf >= 0 && (crlf < 0 || lf < crlf);
    int end = unix ? lf : crlf;
    String head = new String(captured, 0, end < 0 ? captured.length : end, UTF_8);
    int bodyAt = end < 0 ? captured.length : end + (unix ? 2 : 4);
    String[] lines = head.split("\r?\n");
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        throw ExitException.usage("line " + (i + 1) + ": no header (expected: Name: value)");
      }
      headers.put(lines[i].substring(0, colon).strip(), lines[i].substring(colon + 1).strip());
    }
    byte[] body = Arrays.copyOfRange(captured, bodyAt, captured.length);
    return new CapturedMessage(target(lines[0]), headers, cut(headers, body));
  }

  private static Optional<String> target(String firstLine) {
    String[] words = firstLine.strip().split(" +");
    if (words[0].startsWith("HTTP/")) {
      return Optional.empty();
    }
    if (words.length < 2) {
      throw ExitException.usage(
          "the captured message's first line (expected: POST /path HTTP/1.1, or HTTP/1.1 200)");
    }
    return Optional.of(words[1]);
  }

  /** An editor's line end behind the body was never on the wire when Content-Length says so. */
  private static byte[] cut(Map<String, String> headers, byte[] body) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("content-length"))
        .map(Map.Entry::getValue)
        .filter(length -> length.matches("\\d{1,9}") && Integer.parseInt(length) < body.length)
        .findFirst()
        .map(length -> Arrays.copyOf(body, Integer.parseInt(length)))
        .orElse(body);
  }
}
