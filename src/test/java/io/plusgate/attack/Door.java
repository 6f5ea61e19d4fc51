package io.plusgate.attack;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.TestKeys;
import io.plusgate.system.TestGateway;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * One listener, and a request that it answers with 2xx: what an attack is made of.
 *
 * @param headers its own, each with its line end
 */
record Door(String name, String path, String headers, String body) {
  static final String PAY = "/aps/api/v1/payments/pay";
  static final String NOTIFY = "/alipayplus/notifyPayment";
  static final String RELOAD = "/api/v1/reload";

  private static final String PAID =
      "{\"paymentRequestId\":\"p1\",\"paymentResult\":{\"resultCode\":\"SUCCESS\","
          + "\"resultStatus\":\"S\",\"resultMessage\":\"ok\"}}";

  static List<Door> all() {
    return List.of(backend(), alipayPlus(), admin());
  }

  static Door backend() {
    return new Door("backend", PAY, "Content-Type: application/json\r\n", "{\"a\":\"b\"}");
  }

  static Door alipayPlus() {
    String time = MessageTime.format(Instant.now());
    byte[] body = PAID.getBytes(StandardCharsets.UTF_8);
    String signature = TestKeys.alipayPlusSigner().sign(NOTIFY, TestGateway.CLIENT, time, body);
    String headers =
        "Content-Type: application/json\r\n"
            + header(AlipayHeader.CLIENT_ID, TestGateway.CLIENT)
            + header(AlipayHeader.REQUEST_TIME, time)
            + header(AlipayHeader.SIGNATURE, signature);
    return new Door("alipayPlus", NOTIFY, headers, PAID);
  }

  static Door admin() {
    return new Door("admin", RELOAD, "Content-Type: application/json\r\n", "{}");
  }

  String url(TestGateway gateway) {
    return switch (name) {
      case "backend" -> gateway.backendUrl();
      case "alipayPlus" -> gateway.alipayPlusUrl();
      default -> gateway.adminUrl();
    };
  }

  /** Something that each answers without telling anybody. */
  String probe() {
    String path = name.equals("backend") ? "/payments/x" : "/livez";
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
  }

  /** How the answer to it begins. */
  String probed() {
    return name.equals("backend") ? "HTTP/1.1 404 " : "HTTP/1.1 200 ";
  }

  String requestLine() {
    return "POST " + path + " HTTP/1.1\r\n";
  }

  String length() {
    return "Content-Length: " + body.length() + "\r\n";
  }

  String chunk() {
    return Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
  }

  /** The request that is answered with 2xx. */
  String lawful() {
    return lawful("");
  }

  String lawful(String moreHeaders) {
    return with(requestLine(), "Host: 127.0.0.1\r\n" + moreHeaders + length(), body);
  }

  String chunked() {
    return with(
        requestLine(), "Host: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n", chunk() + "0\r\n\r\n");
  }

  String with(String requestLine, String framing, String bytes) {
    return requestLine + headers + framing + "\r\n" + bytes;
  }

  private static String header(String name, String value) {
    return name + ": " + value + "\r\n";
  }

  @Override
  public String toString() {
    return name;
  }
}
