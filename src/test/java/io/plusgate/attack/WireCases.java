package io.plusgate.attack;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that two readers could read in two ways, or that try to pass for another one. */
final class WireCases {
  private final Door door;
  private final Map<String, String> cases = new LinkedHashMap<>();

  private WireCases(Door door) {
    this.door = door;
  }

  /** By name, each a whole raw request made from the one that this door answers. */
  static Map<String, String> of(Door door) {
    var all = new WireCases(door);
    all.requestLines();
    all.targets();
    all.lineEnds();
    all.names();
    all.others();
    all.cases.putAll(FramingCases.of(door));
    return all.cases;
  }

  private void requestLines() {
    line("http version in lower case", "POST %s http/1.1");
    line("HTTP/1.2", "POST %s HTTP/1.2");
    line("HTTP/2.0", "POST %s HTTP/2.0");
    line("HTTP/0.9", "POST %s HTTP/0.9");
    line("HTTP/01.1", "POST %s HTTP/01.1");
    line("HTTP/1.10", "POST %s HTTP/1.10");
    line("HTTP/11", "POST %s HTTP/11");
    line("HTTPS/1.1", "POST %s HTTPS/1.1");
    line("no version", "POST %s");
    line("empty version", "POST %s ");
    line("space in the version", "POST %s HTTP/ 1.1");
    line("space after the version", "POST %s HTTP/1.1 ");
    line("tab after the version", "POST %s HTTP/1.1\t");
    line("tabs for spaces", "POST\t%s\tHTTP/1.1");
    line("two spaces after the method", "POST  %s HTTP/1.1");
    line("two spaces after the target", "POST %s  HTTP/1.1");
    line("space before the method", " POST %s HTTP/1.1");
    line("tab before the method", "\tPOST %s HTTP/1.1");
    line("two targets", "POST %s /other HTTP/1.1");
    line("a whole request line as target", "POST %s HTTP/1.1 HTTP/1.1");
    line("form feed for a space", "POST\f%s HTTP/1.1");
    line("method with colon", "POST: %s HTTP/1.1");
    line("method with brackets", "PO(ST) %s HTTP/1.1");
    line("method with NUL", "PO\0ST %s HTTP/1.1");
    line("method beyond ASCII", "P\u00d6ST %s HTTP/1.1");
    line("no method", "%s HTTP/1.1");
    line("no target", "POST HTTP/1.1");
    line("request line of 5000 bytes", "POST %s?" + "a".repeat(5_000) + " HTTP/1.1");
    raw("empty line first", "\r\n" + door.lawful());
    raw("LF first", "\n" + door.lawful());
    raw("NUL first", "\0" + door.lawful());
  }

  private void targets() {
    line("absolute-form", "POST http://x%s HTTP/1.1");
    line("absolute-form of another host", "POST http://elsewhere.example%s HTTP/1.1");
    line("absolute-form of https", "POST https://x%s HTTP/1.1");
    line("absolute-form of file", "POST file://%s HTTP/1.1");
    line("authority-form", "CONNECT x:80 HTTP/1.1");
    line("asterisk-form", "OPTIONS * HTTP/1.1");
    line("asterisk-form of POST", "POST * HTTP/1.1");
    line("no slash", "POST x%s HTTP/1.1");
    line("dots up", "POST /x/..%s HTTP/1.1");
    line("dots up at the end", "POST %s/.. HTTP/1.1");
    line("one dot", "POST /.%s HTTP/1.1");
    line("encoded dots", "POST /x/%%2e%%2e%s HTTP/1.1");
    line("one dot encoded", "POST /x/.%%2E%s HTTP/1.1");
    line("dots encoded twice", "POST /x/%%252e%%252e%s HTTP/1.1");
    line("dots with a parameter", "POST /x/..;a=b%s HTTP/1.1");
    line("dots with an empty parameter", "POST /x/..;%s HTTP/1.1");
    line("two slashes first", "POST /%s HTTP/1.1");
    line("two slashes", "POST /x/%s HTTP/1.1");
    line("encoded slash", "POST /x%%2f..%s HTTP/1.1");
    line("slash encoded twice", "POST /x%%252f%s HTTP/1.1");
    line("backslash", "POST /x\\..%s HTTP/1.1");
    line("encoded backslash", "POST /x%%5c..%s HTTP/1.1");
    line("NUL in the target", "POST %s\0 HTTP/1.1");
    line("encoded NUL", "POST %s%%00 HTTP/1.1");
    line("encoded NUL in the query", "POST %s?a=%%00 HTTP/1.1");
    line("encoded line end", "POST %s%%0d%%0aX:%%20y HTTP/1.1");
    line("encoded DEL", "POST %s%%7f HTTP/1.1");
    line("percent without digits", "POST %s%%zz HTTP/1.1");
    line("percent at the end", "POST %s%%2 HTTP/1.1");
    line("percent without digits in the query", "POST %s?a=%%g0 HTTP/1.1");
    line("fragment", "POST %s#x HTTP/1.1");
    line("fragment in the query", "POST %s?a#x HTTP/1.1");
    line("byte beyond ASCII", "POST %s\u00e9 HTTP/1.1");
    line("angle bracket", "POST %s<x HTTP/1.1");
    line("quote", "POST %s\"x HTTP/1.1");
    line("tab in the target", "POST %s\tx HTTP/1.1");
  }

  private void lineEnds() {
    raw("LF alone everywhere", door.lawful().replace("\r\n", "\n"));
    raw("CR alone everywhere", door.lawful().replace("\r\n", "\r"));
    raw("LF CR everywhere", door.lawful().replace("\r\n", "\n\r"));
    raw("LF after the request line", door.lawful().replaceFirst("\r\n", "\n"));
    raw("CR after the request line", door.lawful().replaceFirst("\r\n", "\r"));
    raw("CR CR LF after the request line", door.lawful().replaceFirst("\r\n", "\r\r\n"));
    raw("LF after the head", door.lawful().replace("\r\n\r\n", "\r\n\n"));
    raw("CR CR LF after the head", door.lawful().replace("\r\n\r\n", "\r\n\r\r\n"));
    header("LF in a value", "X: a\nContent-Length: 0\r\n");
    header("CR in a value", "X: a\rContent-Length: 0\r\n");
    header("LF after a value", "X: a\n");
    header("CR after a value", "X: a\r\r\n");
    header("NUL in a value", "X: a\0b\r\n");
    header("vertical tab in a value", "X: a\u000bb\r\n");
    header("form feed in a value", "X: a\fb\r\n");
    header("escape in a value", "X: a\u001bb\r\n");
    header("DEL in a value", "X: a\u007fb\r\n");
    header("folded with a space", "X: a\r\n b\r\n");
    header("folded with a tab", "X: a\r\n\tb\r\n");
    header("folded to nothing", "X: a\r\n \r\n");
    raw("folded first header", door.requestLine() + " Host: x\r\n" + door.length() + "\r\n{}");
  }

  private void names() {
    header("empty name", ": a\r\n");
    header("no name at all", ":\r\n");
    header("no colon", "X\r\n");
    header("space before the colon", "X : a\r\n");
    header("tab before the colon", "X\t: a\r\n");
    header("space in the name", "X Y: a\r\n");
    header("space before the name", " X: a\r\n");
    header("bracket in the name", "X(Y): a\r\n");
    header("at in the name", "X@Y: a\r\n");
    header("slash in the name", "X/Y: a\r\n");
    header("quote in the name", "\"X\": a\r\n");
    header("brace in the name", "{X}: a\r\n");
    header("semicolon in the name", "X;Y: a\r\n");
    header("NUL in the name", "X\0: a\r\n");
    header("name beyond ASCII", "X\u00e9: a\r\n");
    header("soft hyphen in the name", "X\u00ad: a\r\n");
  }

  private void others() {
    var bare = door.requestLine() + door.headers() + door.length();
    raw("no Host", bare + "\r\n" + door.body());
    host("two equal Hosts", "Host: x\r\nHost: x\r\n");
    host("two Hosts", "Host: x\r\nhost: y\r\n");
    host("empty Host", "Host:\r\n");
    host("Host of a space", "Host:  \r\n");
    host("Host with a user", "Host: a@x\r\n");
    host("Host with a path", "Host: x/y\r\n");
    host("Host with a list", "Host: x, y\r\n");
    host("Host with a space", "Host: x y\r\n");
    host("Host with a query", "Host: x?y\r\n");
    host("Host as a URL", "Host: http://x\r\n");
    host("Host after a space", " Host: x\r\n");
    header("upgrade to websocket", "Connection: Upgrade\r\nUpgrade: websocket\r\n");
    header("upgrade to a choice", "Connection: Upgrade\r\nUpgrade: h2c, websocket\r\n");
    header("upgrade to TLS", "Connection: Upgrade\r\nUpgrade: TLS/1.0\r\n");
    header("body of an old websocket", "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n");
    header("another expectation", "Expect: 200-ok\r\n");
    header("two expectations", "Expect: 100-continue, x\r\n");
    header("hop takes the length", "Connection: close, Content-Length\r\n");
    header("hop takes the coding", "Connection: Transfer-Encoding\r\n");
    header("hop takes the host", "Connection: keep-alive,\tHost\r\n");
    header("101 headers", "X: a\r\n".repeat(101));
    header("10000 headers", "X:\r\n".repeat(10_000));
    header("headers of 20 KiB", "X: " + "a".repeat(20_480) + "\r\n");
    header("name of 20 KiB", "X".repeat(20_480) + ": a\r\n");
    raw("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
    raw("hello of TLS", "\u0016\u0003\u0001\2\0\1\0\1\u00fc\u0003\u0003");
    raw("proxy protocol", "PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n" + door.lawful());
    raw("proxy protocol 2", "\r\n\r\n\0\r\nQUIT\n" + door.lawful());
    raw("a banner", "SSH-2.0-OpenSSH_9.6\r\n");
  }

  private void line(String name, String template) {
    String line = template.replace("%s", door.path()).replace("%%", "%");
    raw(name, door.lawful().replace(door.requestLine(), line + "\r\n"));
  }

  private void header(String name, String lines) {
    raw(name, door.lawful(lines));
  }

  private void host(String name, String lines) {
    raw(name, door.with(door.requestLine(), lines + door.length(), door.body()));
  }

  private void raw(String name, String bytes) {
    if (cases.put(name, bytes) != null) {
      throw new IllegalStateException("there twice: " + name);
    }
  }
}
