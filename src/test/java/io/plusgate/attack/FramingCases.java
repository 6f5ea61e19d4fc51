package io.plusgate.attack;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests whose end two readers could find in two places. */
final class FramingCases {
  private static final String CODING = "Transfer-Encoding: chunked\r\n";
  private static final String LAST = "0\r\n\r\n";

  private final Door door;
  private final Map<String, String> cases = new LinkedHashMap<>();

  private FramingCases(Door door) {
    this.door = door;
  }

  static Map<String, String> of(Door door) {
    var all = new FramingCases(door);
    all.lengths();
    all.codings();
    all.both();
    all.chunks();
    return all.cases;
  }

  private void lengths() {
    int right = door.body().length();
    String length = door.length();
    framed("two equal lengths", length + length);
    framed("two lengths", length + "Content-Length: 0\r\n");
    framed("two lengths, the right one last", "content-length: 0\r\n" + length);
    length("list of equal lengths", right + ", " + right);
    length("list of lengths", "0," + right);
    length("plus", "+" + right);
    length("minus", "-" + right);
    length("minus nothing", "-0");
    length("hex", "0x" + Integer.toHexString(right));
    length("hex digits", "a");
    length("fraction", right + ".0");
    length("exponent", "1e1");
    length("empty length", "");
    length("space in the length", "1 0");
    length("tab before the length", "\t" + right);
    length("tab after the length", right + "\t");
    length("vertical tab before the length", "\u000b" + right);
    length("letters after the length", right + "x");
    length("semicolon after the length", right + ";a=b");
    length("quoted length", "\"" + right + "\"");
    length("leading zero", "0" + right);
    length("underscore in the length", "1_0");
    length("beyond 64 bits", "18446744073709551616");
    length("19 digits", "9".repeat(19));
    length("1000 digits", "1".repeat(1_000));
    length("digits beyond ASCII", "\u00b2");
    framed("length with a space before the colon", "Content-Length : " + right + "\r\n");
    framed("length with an underscore", length + "Content_Length: 0\r\n");
    framed("length folded", "Content-Length:\r\n " + right + "\r\n");
    framed("length after a space", " Content-Length: " + right + "\r\n");
    raw(
        "GET with a body",
        "GET " + door.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + length + "\r\n{}");
  }

  private void codings() {
    coding("identity", "identity");
    coding("gzip, chunked", "gzip, chunked");
    coding("chunked, gzip", "chunked, gzip");
    coding("chunked, chunked", "chunked, chunked");
    coding("chunked, identity", "chunked, identity");
    coding("comma first", ",chunked");
    coding("comma last", "chunked,");
    coding("xchunked", "xchunked");
    coding("chunkedx", "chunkedx");
    coding("quoted coding", "\"chunked\"");
    coding("single quotes", "'chunked'");
    coding("coding with a parameter", "chunked;q=1");
    coding("space in the coding", "chun ked");
    coding("tab before the coding", "\tchunked");
    coding("tab after the coding", "chunked\t");
    coding("vertical tab before the coding", "\u000bchunked");
    coding("NUL after the coding", "chunked\0");
    coding("empty coding", "");
    coding("cow", "cow");
    coding("coding beyond ASCII", "\u00e7hunked");
    chunked("two codings", CODING + CODING);
    chunked("two codings, the second unknown", CODING + "Transfer-Encoding: x\r\n");
    chunked("two codings, the first unknown", "Transfer-Encoding: x\r\n" + CODING);
    chunked("coding folded", "Transfer-Encoding:\r\n chunked\r\n");
    chunked("coding with a space before the colon", "Transfer-Encoding : chunked\r\n");
    chunked("coding with an underscore", "Transfer_Encoding: chunked\r\n");
    chunked("coding after a space", " Transfer-Encoding: chunked\r\n");
    String old = "POST " + door.path() + " HTTP/1.0\r\n";
    raw("coding with HTTP/1.0", door.with(old, CODING, door.chunk() + LAST));
    String get = "GET " + door.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    raw("GET with chunks", get + CODING + "\r\n" + LAST);
  }

  private void both() {
    both("length, then coding", door.length() + CODING, door.chunk() + LAST);
    both("coding, then length", CODING + door.length(), door.chunk() + LAST);
    both("length counts the chunks", "Content-Length: 5\r\n" + CODING, LAST + door.lawful());
    both("chunks count the length", CODING + "Content-Length: 0\r\n", door.chunk() + LAST);
    both("length of zero", "Content-Length: 0\r\n" + CODING, door.lawful());
    both("hidden coding", door.length() + "Transfer-Encoding:\u000bchunked\r\n", door.body());
    both("coding without sense", door.length() + "Transfer-Encoding: x\r\n", door.body());
    both("coding behind a fold", door.length() + "X: y\r\n Transfer-Encoding: chunked\r\n", LAST);
    both("coding behind an LF", door.length() + "X: y\nTransfer-Encoding: chunked\r\n", LAST);
  }

  private void chunks() {
    String size = Integer.toHexString(door.body().length());
    String body = door.body();
    chunk("extension", size + ";a=b\r\n" + body + "\r\n" + LAST);
    chunk("extension without name", size + ";\r\n" + body + "\r\n" + LAST);
    chunk("quoted extension with a line end", size + ";a=\"\r\n\"\r\n" + body + "\r\n" + LAST);
    chunk("extension with an LF", size + ";a\nb\r\n" + body + "\r\n" + LAST);
    chunk("size with 0x", "0x" + size + "\r\n" + body + "\r\n" + LAST);
    chunk("size with plus", "+" + size + "\r\n" + body + "\r\n" + LAST);
    chunk("size with minus", "-" + size + "\r\n" + body + "\r\n" + LAST);
    chunk("space before the size", " " + size + "\r\n" + body + "\r\n" + LAST);
    chunk("space after the size", size + " \r\n" + body + "\r\n" + LAST);
    chunk("tab after the size", size + "\t\r\n" + body + "\r\n" + LAST);
    chunk("no size", "\r\n" + body + "\r\n" + LAST);
    chunk("size that is no number", "zz\r\n" + body + "\r\n" + LAST);
    chunk("size of 9 digits", "00000000" + size + "\r\n" + body + "\r\n" + LAST);
    chunk("size beyond 32 bits", "100000000" + size + "\r\n" + body + "\r\n" + LAST);
    chunk("size beyond 64 bits", "f".repeat(17) + "\r\n" + body + "\r\n" + LAST);
    chunk("underscore in the size", "1_0\r\n" + body + "\r\n" + LAST);
    chunk("LF after the size", size + "\n" + body + "\r\n" + LAST);
    chunk("CR after the size", size + "\r" + body + "\r\n" + LAST);
    chunk("LF after the data", size + "\r\n" + body + "\n" + LAST);
    chunk("CR after the data", size + "\r\n" + body + "\r0\r\n\r\n");
    chunk("nothing after the data", size + "\r\n" + body + LAST);
    chunk("more data than the size", size + "\r\n" + body + "x\r\n" + LAST);
    chunk("less data than the size", "3\r\nab\r\n" + LAST);
    chunk("extension of the last chunk", door.chunk() + "0;a=b\r\n\r\n");
    chunk("LF after the last chunk", door.chunk() + "0\n\r\n");
    chunk("LF at the end", door.chunk() + "0\r\n\n");
    chunk("CR at the end", door.chunk() + "0\r\n\rx");
    chunk("trailer", door.chunk() + "0\r\nX: y\r\n\r\n");
    chunk("length as a trailer", door.chunk() + "0\r\nContent-Length: 5\r\n\r\n");
    chunk("request as a trailer", door.chunk() + "0\r\n" + door.lawful());
    chunk("last chunk of minus nothing", door.chunk() + "-0\r\n\r\n");
  }

  private void length(String name, String value) {
    framed(name, "Content-Length: " + value + "\r\n");
  }

  private void framed(String name, String headers) {
    both(name, headers, door.body());
  }

  private void coding(String name, String value) {
    chunked("coding: " + name, "Transfer-Encoding: " + value + "\r\n");
  }

  private void chunked(String name, String headers) {
    both(name, headers, door.chunk() + LAST);
  }

  private void chunk(String name, String bytes) {
    both("chunk: " + name, CODING, bytes);
  }

  private void both(String name, String framing, String bytes) {
    raw(name, door.with(door.requestLine(), "Host: 127.0.0.1\r\n" + framing, bytes));
  }

  private void raw(String name, String bytes) {
    if (cases.put(name, bytes) != null) {
      throw new IllegalStateException("there twice: " + name);
    }
  }
}
