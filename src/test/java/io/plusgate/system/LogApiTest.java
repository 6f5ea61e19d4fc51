package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A closer look for a while: the log's level, and the bodies of one payment. */
class LogApiTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String ANSWER =
      "{ \"result\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\",\"resultMessage\":\"é\"} }";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    alipay.answersSigned(TestKeys.alipayPlusSigner(), TestGateway.CLIENT, ANSWER);
    gateway = TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void theConfiguredLevelComesBackByItself() {
    var answer = post("log", "{\"level\":\"debug\",\"for\":\"500ms\",\"by\":\"ann\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).getString("level")).isEqualTo("debug");
    assertThat(json(answer).getString("until")).isNotNull();
    assertThat(LoggerFactory.getLogger("io.plusgate.outbound").isDebugEnabled()).isTrue();
    await().until(() -> json(get("log")).getString("level").equals("info"));
    assertThat(LoggerFactory.getLogger("io.plusgate.outbound").isDebugEnabled()).isFalse();
  }

  @Test
  void aCaptureKeepsTheBytesOfItsPaymentOnly() {
    String body = "{ \"paymentRequestId\":\"p-1\", \"x\":\"é\" }";
    assertThat(post("captures", "{\"paymentRequestId\":\"p-1\",\"why\":\"ticket 7\"}").statusCode())
        .isEqualTo(201);

    gateway.post(PAY, body);
    gateway.post(PAY, body.replace("p-1", "p-2"));

    var exchanges = json(get("captures/p-1")).getJsonArray("exchanges");
    assertThat(exchanges).hasSize(1);
    var kept = exchanges.getJsonObject(0);
    assertThat(kept.getJsonObject("request").getBinary("base64"))
        .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    assertThat(kept.getJsonObject("answer").getString("text")).isEqualTo(ANSWER);
    assertThat(get("captures/p-2").statusCode()).isEqualTo(404);
  }

  @Test
  void aCaptureEndsWithItsBodies() {
    post("captures", "{\"paymentRequestId\":\"p-1\",\"for\":\"300ms\"}");
    gateway.post(PAY, "{\"paymentRequestId\":\"p-1\"}");

    await().until(() -> get("captures/p-1").statusCode() == 404);
    assertThat(json(get("captures")).getJsonArray("captures")).isEmpty();
  }

  @Test
  void wishesThatAreNotUnderstoodAreRefusedWithWhatWouldBeRight() {
    assertThat(text(post("log", "{\"level\":\"loud\"}"))).contains("level: loud", "debug");
    assertThat(text(post("log", "{\"level\":\"debug\",\"for\":\"900h\"}"))).contains("for: 900h");
    assertThat(text(post("captures", "{\"for\":\"1m\"}"))).contains("paymentRequestId");
    assertThat(text(post("captures", "[]"))).contains("not one JSON object");
    assertThat(post("captures", "x".repeat(5_000)).statusCode()).isEqualTo(400);
    assertThat(malformed("GET")).contains("malformed-request");
    assertThat(malformed("DELETE")).contains("malformed-request");
  }

  /** No library would ask for this path. */
  private String malformed(String method) {
    var head =
        RawCall.head(
            method + " /api/v1/captures/p%zz HTTP/1.1", "Host: localhost", "Connection: close");
    var answer = RawCall.send(gateway.adminUrl(), head);
    return answer.status() == 400 ? new String(answer.body(), StandardCharsets.UTF_8) : "";
  }

  private HttpResponse<byte[]> get(String path) {
    return gateway.get(gateway.adminUrl() + "/api/v1/" + path);
  }

  @CanIgnoreReturnValue
  private HttpResponse<byte[]> post(String path, String body) {
    return gateway.send(
        HttpRequest.newBuilder(URI.create(gateway.adminUrl() + "/api/v1/" + path))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static JsonObject json(HttpResponse<byte[]> answer) {
    return new JsonObject(text(answer));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
