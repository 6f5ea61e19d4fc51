package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever answers "go there" is not obeyed: nothing of ours reaches a host that nobody chose. */
class RedirectsTest {
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String PAID =
      "{\"paymentRequestId\":\"p1\",\"paymentAmount\":{\"value\":\"1\",\"currency\":\"JPY\"},"
          + "\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}}";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeAlipayPlus elsewhere;
  private FakeAlipayPlus redirecting;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    elsewhere = new FakeAlipayPlus(vertx);
    redirecting = new FakeAlipayPlus(vertx);
    redirects(307);
  }

  @AfterEach
  void stop() {
    redirecting.close();
    elsewhere.close();
    Waiting.on(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void alipayPlusCanNotSendAPaymentElsewhere(int status) {
    redirects(status);
    try (var gateway = TestGateway.acqp(vertx, folder).alipayPlus(redirecting.url()).start()) {
      var answer = gateway.post("/aps/api/v1/payments/pay", "{\"paymentRequestId\":\"p1\"}");

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(redirecting.received).isNotEmpty();
      assertThat(elsewhere.received).isEmpty();
      await().atMost(30, SECONDS).until(() -> isOpen(gateway, "p1"));
      assertThat(elsewhere.received).isEmpty();
    }
  }

  @Test
  void theBackendCanNotSendADeliveryElsewhere() {
    try (var gateway =
        TestGateway.acqp(vertx, folder)
            .backend(redirecting.url())
            .route(NOTIFY, "notifyPayment", "/notify")
            .start()) {
      gateway.notified(NOTIFY, PAID);

      await()
          .atMost(30, SECONDS)
          .until(() -> metric(gateway, "plusgate_deliveries_total").contains("retry"));
      assertThat(redirecting.received).isNotEmpty();
      assertThat(elsewhere.received).isEmpty();
    }
  }

  @Test
  void theBackendCanNotSendARelayedCallElsewhere() {
    try (var gateway =
        TestGateway.acqp(vertx, folder)
            .backend(redirecting.url())
            .route("/alipayplus/userInitiatedPay", "userInitiatedPay", "/userInitiatedPay")
            .start()) {
      var answer = gateway.notified("/alipayplus/userInitiatedPay", "{}");

      assertThat(new String(answer.body(), UTF_8)).contains("UNKNOWN_EXCEPTION");
      assertThat(redirecting.received).hasSize(1);
      assertThat(elsewhere.received).isEmpty();
    }
  }

  @Test
  void theCollectorCanNotSendSpansElsewhere() {
    try (var gateway =
        TestGateway.acqp(vertx, folder)
            .with("tracing: { otlp: \"" + redirecting.url() + "\", ratio: 1 }")
            .start()) {
      gateway.post("/aps/api/v1/payments/pay", "{}");

      await().atMost(30, SECONDS).until(() -> !redirecting.received.isEmpty());
    }
    // The gateway has drained: what it wanted to tell it has tried to tell.
    assertThat(elsewhere.received).isEmpty();
  }

  private void redirects(int status) {
    redirecting.script(
        (response, call) ->
            response
                .setStatusCode(status)
                .putHeader("Location", elsewhere.url() + call.uri())
                .end());
  }

  /** The answer is passed on first and kept then (decision 0005). */
  private static boolean isOpen(TestGateway gateway, String id) {
    var payment = gateway.get(gateway.backendUrl() + "/payments/" + id);
    return new String(payment.body(), UTF_8).contains("\"phase\":\"open\"");
  }

  private static String metric(TestGateway gateway, String name) {
    var lines = new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8).lines();
    return lines.filter(line -> line.startsWith(name)).toList().toString();
  }
}
