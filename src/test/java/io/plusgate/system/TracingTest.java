package io.plusgate.system;

import static io.plusgate.system.ScriptedAlipayPlus.IN_PROCESS;
import static io.plusgate.system.ScriptedAlipayPlus.PAID;
import static io.plusgate.system.ScriptedAlipayPlus.SILENCE;
import static io.plusgate.system.ScriptedAlipayPlus.SUCCESS;
import static io.plusgate.system.ScriptedAlipayPlus.paid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.store.StoreEngine;
import io.plusgate.system.RecordedCollector.Told;
import io.plusgate.tracing.Note;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One trace from the pay to the delivered result, whatever happens to the gateway in between. */
@ParameterizedClass
@EnumSource(StoreEngine.class)
class TracingTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String BACKENDS_SPAN = "b7ad6b7169203331";
  private static final String BACKENDS = "00-" + TRACE + "-" + BACKENDS_SPAN + "-01";
  private static final String QUICK = "inquiry: { schedules: { default: { gaps: [200ms] } } }";
  private static final String SLOW =
      "inquiry: { schedules: { default: { gaps: [10m], for: 1h } } }";

  @Parameter private StoreEngine engine;
  @TempDir private Path folder;
  private final RecordedCollector collector = new RecordedCollector();
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
    gateway = gateway(SLOW).start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    alipay.close();
    collector.close();
    Waiting.on(vertx.close());
  }

  @Test
  void tellsOneTraceFromThePayToItsNotificationsDeliveryAcrossARestart() {
    alipay.on("pay", IN_PROCESS);
    pay("p1", Map.of("traceparent", BACKENDS));

    restart(SLOW);
    gateway.notified(NOTIFY, paid("p1", "100"));
    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);

    var pay = told("from backend pay");
    var call = told("to alipayplus pay");
    var notification = told("from alipayplus notifyPayment");
    var delivery = told("to backend payment.succeeded");
    assertThat(pay.parent()).isEqualTo(BACKENDS_SPAN);
    assertThat(call.parent()).isEqualTo(pay.spanId());
    assertThat(notification.parent()).isEqualTo(pay.spanId());
    assertThat(delivery.parent()).isEqualTo(notification.spanId());
    assertThat(collector.spans()).extracting(Told::traceId).containsOnly(TRACE);
    assertThat(alipay.calls("pay").get(0).header("traceparent")).isEqualTo(call.traceparent());
    assertThat(backend.received().get(0).header("traceparent")).isEqualTo(delivery.traceparent());
  }

  @Test
  void tellsOneTraceFromThePayToTheDeliveryOfWhatWasAskedForAfterARestart() {
    alipay.on("pay", SILENCE).on("inquiryPayment", SILENCE);
    restart(QUICK);
    pay("p1", Map.of("traceparent", BACKENDS, "tracestate", "vendor=a"));

    gateway.close();
    alipay.on("inquiryPayment", PAID);
    gateway = gateway(QUICK).start();
    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);

    var pay = told("from backend pay");
    var delivery = told("to backend payment.succeeded");
    var inquiry = above(delivery);
    var call = told("to alipayplus inquiryPayment");
    assertThat(inquiry.name()).isEqualTo("by gateway inquiryPayment");
    assertThat(inquiry.parent()).isEqualTo(pay.spanId());
    assertThat(above(call).name()).isEqualTo("by gateway inquiryPayment");
    assertThat(collector.spans()).extracting(Told::traceId).containsOnly(TRACE);
    assertThat(alipay.calls("inquiryPayment").get(0).header("tracestate")).isEqualTo("vendor=a");
    assertThat(backend.received().get(0).header("tracestate")).isEqualTo("vendor=a");
  }

  @Test
  void beginsATraceWhereTheBackendHasNone() {
    alipay.on("pay", SUCCESS);

    pay("p1", Map.of("traceparent", "00-not-a-trace"));

    var pay = told("from backend pay");
    assertThat(pay.parent()).isEmpty();
    assertThat(told("to alipayplus pay").parent()).isEqualTo(pay.spanId());
    assertThat(told("to alipayplus pay").traceId()).isEqualTo(pay.traceId());
  }

  @Test
  void passesOnATraceThatNobodyWantsTold() {
    alipay.on("pay", SUCCESS);
    pay("p1", Map.of("traceparent", "00-" + TRACE + "-" + BACKENDS_SPAN + "-00"));
    pay("p2", Map.of());

    assertThat(told("from backend pay").attributes())
        .containsEntry("plusgate.payment_request_id", "p2");
    assertThat(alipay.calls("pay").get(0).header("traceparent"))
        .startsWith("00-" + TRACE)
        .endsWith("-00")
        .doesNotContain(BACKENDS_SPAN);
  }

  @Test
  void followsAlipayPlusOnlyOnceItsSignatureHasBeenVerified() {
    var theirs = Map.of("traceparent", BACKENDS);
    var forged =
        Map.of(
            "traceparent", BACKENDS, "Signature", "algorithm=RSA256,keyVersion=1,signature=AAAA");

    gateway.notified(NOTIFY, paid("p1", "100"), forged);
    gateway.notified(NOTIFY, paid("p2", "100"), theirs);
    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);

    var delivery = told("to backend payment.succeeded");
    var refused =
        collector.spans().stream()
            .filter(span -> "bad_signature".equals(span.attributes().get("plusgate.reason")))
            .findFirst()
            .orElseThrow();
    assertThat(refused.traceId()).isNotEqualTo(TRACE);
    assertThat(refused.parent()).isEmpty();
    assertThat(delivery.traceId()).isEqualTo(TRACE);
    assertThat(delivery.attributes()).containsEntry("plusgate.payment_request_id", "p2");
  }

  @Test
  void saysOfAStepOnlyWhatIsInTheList() {
    alipay.on("pay", SILENCE).on("inquiryPayment", PAID);
    restart(QUICK);
    pay("p1", Map.of());
    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);

    var delivery = told("to backend payment.succeeded");
    var call = told("to alipayplus inquiryPayment");

    assertThat(call.attributes())
        .containsEntry("plusgate.result_code", "SUCCESS")
        .containsEntry("http.response.status_code", "200");
    assertThat(delivery.attributes()).containsEntry("plusgate.attempt", "1");
    assertThat(collector.spans())
        .allSatisfy(
            span ->
                assertThat(span.attributes().keySet())
                    .isSubsetOf(Arrays.stream(Note.values()).map(Note::attribute).toList()));
  }

  private Told told(String name) {
    await().atMost(30, SECONDS).until(() -> collector.span(name).isPresent());
    return collector.span(name).orElseThrow();
  }

  private Told above(Told step) {
    return collector.spans().stream()
        .filter(span -> span.spanId().equals(step.parent()))
        .findFirst()
        .orElseThrow();
  }

  private void pay(String id, Map<String, String> headers) {
    String body =
        "{\"paymentRequestId\":\""
            + id
            + "\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}";
    gateway.post(PAY, body.getBytes(UTF_8), headers);
  }

  private TestGateway gateway(String inquiry) {
    return TestGateway.acqp(vertx, folder)
        .with(store)
        .alipayPlus(alipay.url())
        .backend(backend.url())
        .route(NOTIFY, "notifyPayment", "/notifyPayment")
        .with("deadlines: { pay: 400ms, inquiryPayment: 2s }")
        .with("tracing: { otlp: \"" + collector.url() + "\", ratio: 1 }")
        .with(inquiry);
  }

  private void restart(String inquiry) {
    gateway.close();
    gateway = gateway(inquiry).start();
  }
}
