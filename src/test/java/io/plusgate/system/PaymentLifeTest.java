package io.plusgate.system;

import static io.plusgate.system.ScriptedAlipayPlus.IN_PROCESS;
import static io.plusgate.system.ScriptedAlipayPlus.NOT_EXIST;
import static io.plusgate.system.ScriptedAlipayPlus.PAID;
import static io.plusgate.system.ScriptedAlipayPlus.SILENCE;
import static io.plusgate.system.ScriptedAlipayPlus.STILL_OPEN;
import static io.plusgate.system.ScriptedAlipayPlus.SUCCESS;
import static io.plusgate.system.ScriptedAlipayPlus.paid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.store.StoreEngine;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every payment comes to a final result, and the backend hears of it once, over real sockets. */
@ParameterizedClass
@EnumSource(StoreEngine.class)
class PaymentLifeTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String CANCEL = "/aps/api/v1/payments/cancelPayment";
  private static final String REFUND = "/aps/api/v1/payments/refund";
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String QUICK =
      "inquiry: { schedules: { default: { gaps: [200ms], for: 1s } }, cancel: { gaps: [200ms] } }";

  @Parameter private StoreEngine engine;
  @TempDir private Path folder;
  private Vertx vertx;
  private String store;
  private ScriptedAlipayPlus alipay;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    store = engine.yaml();
    alipay = new ScriptedAlipayPlus(vertx);
    backend = new FakeBackend(vertx);
    backend.answers(200, new String(ResultBody.of(Result.SUCCESS), UTF_8));
    gateway = gateway(QUICK).start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void deliversNothingWhenTheAnswerItselfWasFinal() {
    alipay.on("pay", SUCCESS);

    pay("p1");

    await().atMost(30, SECONDS).until(() -> phase("p1").equals("succeeded"));
    assertThat(alipay.calls("inquiryPayment")).isEmpty();
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void asksUntilAnUnknownPaymentHasSucceededAndTellsTheBackendOnce() {
    restart("inquiry: { schedules: { default: { gaps: [200ms], for: 60s } } }");
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", NOT_EXIST, STILL_OPEN, SILENCE, PAID);

    pay("p1");

    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);
    var told = backend.received().get(0);
    assertThat(told.body()).isEqualTo(PAID.getBytes(UTF_8));
    assertThat(told.header("Plusgate-Event")).isEqualTo("payment.succeeded");
    assertThat(told.header("Plusgate-Source")).isEqualTo("inquiryPayment");
    assertThat(alipay.calls("inquiryPayment").get(0).body())
        .isEqualTo("{\"paymentRequestId\":\"p1\"}".getBytes(UTF_8));
    assertThat(phase("p1")).isEqualTo("succeeded");
  }

  @Test
  void findsOutWhatALostAnswerSaid() {
    alipay.on("pay", SILENCE).on("inquiryPayment", PAID);

    var answer = pay("p1");

    assertThat(answer.statusCode()).isEqualTo(504);
    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);
    assertThat(phase("p1")).isEqualTo("succeeded");
  }

  @Test
  void cancelsWhatStaysUnknownUntilTheCancelIsVerified() {
    alipay
        .on("pay", IN_PROCESS)
        .on("inquiryPayment", STILL_OPEN)
        .on("cancelPayment", SILENCE, IN_PROCESS, SUCCESS);

    pay("p1");

    await().atMost(30, SECONDS).until(() -> events().contains("payment.cancelled"));
    assertThat(alipay.calls("cancelPayment")).hasSize(3);
    assertThat(phase("p1")).isEqualTo("cancelled");
    assertThat(events()).containsExactly("payment.cancelled");
  }

  @Test
  void neverCancelsByItselfWhenItIsToReport() {
    restart("inquiry: { then: report, schedules: { default: { gaps: [200ms], for: 1s } } }");
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", STILL_OPEN);

    pay("p1");

    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () ->
                assertThat(metrics()).contains("plusgate_alarms_total{kind=\"expired_open\"} 1.0"));
    assertThat(alipay.calls("cancelPayment")).isEmpty();
    assertThat(phase("p1")).isEqualTo("open");
  }

  @Test
  void tellsALateSuccessAfterACancelAsAContradiction() {
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", STILL_OPEN).on("cancelPayment", SUCCESS);
    pay("p1");
    await().atMost(30, SECONDS).until(() -> phase("p1").equals("cancelled"));

    gateway.notified(NOTIFY, paid("p1", "100"));

    await().atMost(30, SECONDS).until(() -> events().size() == 2);
    assertThat(events()).containsExactly("payment.cancelled", "payment.contradiction");
    assertThat(phase("p1")).isEqualTo("cancelled");
    assertThat(metrics()).contains("plusgate_contradictions_total{kind=\"late_success\"} 1.0");
  }

  @Test
  void tellsOnceWhenNotificationAndInquiryRace() {
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", PAID);
    pay("p1");

    gateway.notified(NOTIFY, paid("p1", "100"));
    gateway.post("/aps/api/v1/payments/inquiryPayment", "{\"paymentRequestId\":\"p1\"}");

    await().atMost(30, SECONDS).until(() -> phase("p1").equals("succeeded"));
    await().during(Duration.ofSeconds(1)).until(() -> events().size() <= 1);
  }

  @Test
  void neverAppliesASuccessOverAnotherAmountAndAsksForTheTruth() {
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", STILL_OPEN, STILL_OPEN, PAID);
    pay("p1");

    gateway.notified(NOTIFY, paid("p1", "999"));

    await().atMost(30, SECONDS).until(() -> events().size() == 2);
    assertThat(events()).containsExactly("payment.contradiction", "payment.succeeded");
  }

  @Test
  void takesTheBackendsOwnCancelThroughEvenWhenItsAnswerIsLost() {
    alipay
        .on("pay", IN_PROCESS)
        .on("inquiryPayment", STILL_OPEN)
        .on("cancelPayment", SILENCE, SUCCESS);
    pay("p1");

    gateway.post(CANCEL, "{\"paymentRequestId\":\"p1\"}");

    await().atMost(30, SECONDS).until(() -> phase("p1").equals("cancelled"));
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(events()).containsExactly("payment.cancelled"));
  }

  @Test
  void knowsAPaymentBeforeItsAnswerAndAfterARestart() {
    alipay.on("pay", SILENCE).on("inquiryPayment", PAID);
    var unanswered = CompletableFuture.supplyAsync(() -> pay("p1"));
    await().atMost(30, SECONDS).until(() -> phase("p1").equals("sent"));

    gateway.close();
    gateway = gateway(QUICK).start();

    await().atMost(30, SECONDS).until(() -> phase("p1").equals("succeeded"));
    await().atMost(30, SECONDS).until(() -> events().equals(List.of("payment.succeeded")));
    assertThat(unanswered).isNotNull();
  }

  @Test
  void answersAWaitByTheTransitionItself() {
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", STILL_OPEN, STILL_OPEN, PAID);
    pay("p1");

    var answers =
        List.of(
            CompletableFuture.supplyAsync(() -> get("/payments/p1?wait=15s")),
            CompletableFuture.supplyAsync(() -> get("/payments/p1?wait=15s")));

    for (var answer : answers) {
      assertThat(new JsonObject(text(answer.join())).getString("phase")).isEqualTo("succeeded");
    }
  }

  @Test
  void answersAWaitThatEndsWithWhatIsKnown() {
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", STILL_OPEN);
    pay("p1");

    var answer = get("/payments/p1?wait=100ms");

    assertThat(new JsonObject(text(answer)).getString("phase")).isEqualTo("open");
    assertThat(get("/payments/never?wait=5s").statusCode()).isEqualTo(404);
    assertThat(get("/payments/p1?wait=soon").statusCode()).isEqualTo(400);
  }

  @Test
  void repeatsARefundWithTheSameBytesWhileTheBackendWaits() {
    alipay.on("refund", IN_PROCESS, IN_PROCESS, SUCCESS);
    byte[] body = "{\"refundRequestId\":\"r1\", \"paymentRequestId\":\"p1\"}".getBytes(UTF_8);

    var answer = gateway.post(REFUND, body, Map.of("Plusgate-Deadline-Ms", "10000"));

    assertThat(text(answer)).isEqualTo(SUCCESS);
    assertThat(alipay.calls("refund"))
        .hasSize(3)
        .allMatch(call -> text(call.body()).equals(text(body)));
  }

  private TestGateway gateway(String inquiry) {
    return TestGateway.acqp(vertx, folder)
        .with(store)
        .alipayPlus(alipay.url())
        .backend(backend.url())
        .route(NOTIFY, "notifyPayment", "/notifyPayment")
        .with("deadlines: { pay: 400ms, inquiryPayment: 300ms, cancelPayment: 300ms }")
        .with(inquiry);
  }

  private void restart(String inquiry) {
    gateway.close();
    gateway = gateway(inquiry).start();
  }

  @CanIgnoreReturnValue
  private HttpResponse<byte[]> pay(String id) {
    return gateway.post(
        PAY,
        "{\"paymentRequestId\":\""
            + id
            + "\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}");
  }

  private List<String> events() {
    return backend.received().stream().map(call -> call.header("Plusgate-Event")).toList();
  }

  private String phase(String id) {
    var answer = get("/payments/" + id);
    return answer.statusCode() == 404 ? "" : new JsonObject(text(answer)).getString("phase");
  }

  private HttpResponse<byte[]> get(String path) {
    return gateway.get(gateway.backendUrl() + path);
  }

  private String metrics() {
    return text(gateway.get(gateway.adminUrl() + "/metrics"));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return text(answer.body());
  }

  private static String text(byte[] body) {
    return new String(body, UTF_8);
  }
}
