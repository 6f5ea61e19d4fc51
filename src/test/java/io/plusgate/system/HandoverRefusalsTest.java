package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not taken for a hand-over, and why. */
class HandoverRefusalsTest {
  private static final String HANDOVER = "/handover/notifyPayment";
  private static final String PAID =
      "{\"paymentRequestId\":\"p1\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"},"
          + "\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}}";

  @TempDir private Path folder;
  private Vertx vertx;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    gateway = TestGateway.mpp(vertx, folder).start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    Waiting.on(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"paymentRequestId\":\"p1\",\"paymentAmount\":{\"value\":\"999\",\"currency\":\"JPY\"},"
            + "\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}}",
        "{\"paymentRequestId\":\"p1\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"},"
            + "\"paymentResult\":{\"resultStatus\":\"F\",\"resultCode\":\"RISK_REJECT\"}}",
        "{\"paymentRequestId\":\"p1\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"},"
            + "\"payToAmount\":{\"value\":\"1\",\"currency\":\"USD\"},"
            + "\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}}"
      })
  void isRefusedWhenItSaysSomethingElseThanBefore(String other) {
    handOver(PAID);

    var answer = handOver(other);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(answer).getString("code")).isEqualTo("handover-contradiction");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}}",
        "{\"paymentRequestId\":\"p1\"}",
        "{\"paymentRequestId\":\"p1\",\"paymentResult\":{\"resultStatus\":\"U\",\"resultCode\":\"X\"}}"
      })
  void isRefusedWhenItIsNoFinalResult(String body) {
    var answer = handOver(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("code")).isEqualTo("handover-incomplete");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "ftp://a/b", "https://host", "https://user@host/x", "/notify", "http:///x"})
  void isRefusedWithANotifyUrlThatNobodyCanCall(String url) {
    var answer = handOver(PAID, url);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("code")).isEqualTo("handover-notify-url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://stranger.example/notify",
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:1/notify",
        "https://127.0.0.1/notify"
      })
  void isRefusedWhenTheNotifyUrlIsOfAHostThatNobodyConfigured(String url) {
    gateway.close();
    gateway =
        TestGateway.mpp(vertx, folder)
            .alipayPlus("http://127.0.0.1:2")
            .alipayPlusWith("notifyHosts: [ \"127.0.0.1:3\" ]")
            .start();

    var answer = handOver(PAID, url);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("code")).isEqualTo("handover-notify-host");
    assertThat(handOver(PAID, "https://127.0.0.1:3/notify").statusCode()).isEqualTo(202);
  }

  @Test
  void isNoBusinessOfAnAcquirer() {
    gateway.close();
    gateway = TestGateway.acqp(vertx, folder).start();

    var answer = handOver(PAID);

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @CanIgnoreReturnValue
  private HttpResponse<byte[]> handOver(String body) {
    return gateway.post(HANDOVER, body);
  }

  private HttpResponse<byte[]> handOver(String body, String notifyUrl) {
    return gateway.post(HANDOVER, body.getBytes(UTF_8), Map.of("Plusgate-Notify-Url", notifyUrl));
  }

  private static JsonObject json(HttpResponse<byte[]> answer) {
    return new JsonObject(new String(answer.body(), UTF_8));
  }
}
