package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.TestKeys;
import io.plusgate.system.TestGateway;
import java.util.List;

/** Requests to Alipay+'s door that are lawful, and some that never are. */
final class WireSeeds {
  static final String NOTIFY = "/alipayplus/notifyPayment";
  static final String RELAY = "/alipayplus/userInitiatedPay";
  static final String PAID =
      "{\"paymentRequestId\":\"p1\",\"paymentResult\":{\"resultCode\":\"SUCCESS\","
          + "\"resultStatus\":\"S\",\"resultMessage\":\"ok\"}}";
  static final String SCANNED = "{\"codeValue\":\"https://a.example/1\",\"acquirerId\":\"1\"}";

  private static final String TIME = "2026-11-25T12:00:00+08:00";
  private static final String NO_SIGNATURE = "algorithm=RSA256,keyVersion=1,signature=AAAA";

  private WireSeeds() {}

  static String signature(String path, String body) {
    return TestKeys.alipayPlusSigner().sign(path, TestGateway.CLIENT, TIME, body.getBytes(UTF_8));
  }

  static byte[] lawful() {
    return bytes(request(NOTIFY, signature(NOTIFY, PAID), PAID, "Connection: close"));
  }

  /** Signed by Alipay+: what is made of them must be refused, or be the same message still. */
  static List<byte[]> signed() {
    String notify = signature(NOTIFY, PAID);
    String relay = signature(RELAY, SCANNED);
    return List.of(
        lawful(),
        bytes(request(RELAY, relay, SCANNED, "Connection: close")),
        bytes(chunked(NOTIFY, notify, PAID)),
        bytes(chunked(RELAY, relay, SCANNED)),
        bytes(request(RELAY, relay, SCANNED, "Plusgate-Verified: keyVersion=9")),
        bytes(request(RELAY, relay, SCANNED, "") + request(NOTIFY, NO_SIGNATURE, PAID, "")));
  }

  /** Signed by nobody: nothing made of them may ever be taken. */
  static List<byte[]> unsigned() {
    return List.of(
        bytes(request(NOTIFY, NO_SIGNATURE, PAID, "Connection: close")),
        bytes(request(RELAY, NO_SIGNATURE, SCANNED, "Connection: close")),
        bytes(chunked(NOTIFY, NO_SIGNATURE, PAID)),
        bytes(request(NOTIFY, NO_SIGNATURE, PAID, "Transfer-Encoding: chunked")),
        bytes(request(NOTIFY, NO_SIGNATURE, PAID, "Expect: 100-continue")),
        bytes("GET " + NOTIFY + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
        bytes("POST " + RELAY + " HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}"),
        bytes("POST http://a.example" + NOTIFY + "?a=b#c HTTP/1.1\r\nHost: a\r\n\r\n"),
        bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        bytes(
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c"
                + "\r\nHTTP2-Settings: AAMAAABk\r\n\r\n"),
        bytes("\u0016\u0003\u0001"));
  }

  private static String request(String path, String signature, String body, String more) {
    return head(path, signature, more) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String chunked(String path, String signature, String body) {
    String first = body.substring(0, 10);
    String second = body.substring(10);
    return head(path, signature, "Connection: close")
        + "Transfer-Encoding: chunked\r\n\r\na\r\n"
        + first
        + "\r\n"
        + Integer.toHexString(second.length())
        + ";x=y\r\n"
        + second
        + "\r\n0\r\nTrailer: z\r\n\r\n";
  }

  private static String head(String path, String signature, String more) {
    return String.join(
            "\r\n",
            "POST " + path + " HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            AlipayHeader.CLIENT_ID + ": " + TestGateway.CLIENT,
            AlipayHeader.REQUEST_TIME + ": " + TIME,
            AlipayHeader.SIGNATURE + ": " + signature,
            more.isEmpty() ? "Accept: */*" : more)
        + "\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
