package io.plusgate.system;

import static io.plusgate.system.ScriptedAlipayPlus.IN_PROCESS;
import static io.plusgate.system.ScriptedAlipayPlus.NOT_EXIST;
import static io.plusgate.system.ScriptedAlipayPlus.PAID;
import static io.plusgate.system.ScriptedAlipayPlus.SILENCE;
import static io.plusgate.system.ScriptedAlipayPlus.STILL_OPEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that can be said of a payment at once, and what Alipay+ says that is not yet the end. */
class PaymentRacesTest {
  private static final String INQUIRY = "/aps/api/v1/payments/inquiryPayment";
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String TOO_MUCH =
      "{\"result\":{\"resultStatus\":\"U\",\"resultCode\":\"REQUEST_TRAFFIC_EXCEED_LIMIT\","
          + "\"resultMessage\":\"m\"}}";

  private static final List<String> SUCCEEDED = List.of("payment.succeeded");

  @TempDir private Path folder;
  private final AtomicInteger before = new AtomicInteger();
  private final ExecutorService callers = Executors.newFixedThreadPool(12);
  private Vertx vertx;
  private ScriptedAlipayPlus alipay;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new ScriptedAlipayPlus(vertx);
    backend = new FakeBackend(vertx);
    backend.answers(200, new String(ResultBody.of(Result.SUCCESS), UTF_8));
    gateway =
        TestGateway.acqp(vertx, folder)
            .alipayPlus(alipay.url())
            .backend(backend.url())
            .route(NOTIFY, "notifyPayment", "/notifyPayment")
            .with("deadlines: { pay: 400ms, inquiryPayment: 2s, cancelPayment: 300ms }")
            .with("delivery: { retry: [200ms], timeout: 5s }")
            .with("inquiry: { schedules: { default: { gaps: [100ms], for: 60s } } }")
            .start();
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
    gateway.close();
    backend.close();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void tellsTheBackendOnceWhoeverOfNotificationInquiryAndItsOwnInquiryIsFirst() {
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", PAID);
    var ids = IntStream.range(0, 30).mapToObj(i -> "p" + i).toList();

    var races = ids.stream().map(this::race).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(races).join();

    await().atMost(30, SECONDS).until(() -> ids.stream().allMatch(id -> isOver(id)));
    await().during(1, SECONDS).atMost(30, SECONDS).until(this::nothingMoreIsTold);
    // Where its own inquiry was first, the backend has the result already.
    assertThat(ids).allMatch(id -> Set.of(List.of(), SUCCEEDED).contains(told(id)));
    assertThat(ids).anyMatch(id -> told(id).equals(SUCCEEDED));
  }

  /** Its pay, then all that can bring the result at once, while the loop asks as well. */
  private CompletableFuture<Void> race(String id) {
    return CompletableFuture.runAsync(() -> pay(id), callers)
        .thenCompose(
            paid ->
                CompletableFuture.allOf(
                    Stream.<Runnable>of(
                            () -> gateway.notified(NOTIFY, paid(id)),
                            () -> gateway.post(INQUIRY, "{\"paymentRequestId\":\"" + id + "\"}"),
                            () -> gateway.notified(NOTIFY, paid(id)))
                        .map(call -> CompletableFuture.runAsync(call, callers))
                        .toArray(CompletableFuture<?>[]::new)));
  }

  @Test
  void notesInThePaymentsTimelineHowTheBackendWasTold() {
    backend.answers(503, "");
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", PAID);

    pay("p1");
    await().atMost(30, SECONDS).until(() -> !deliveries("p1").isEmpty());
    backend.answers(200, "");

    await().atMost(30, SECONDS).until(() -> last(deliveries("p1")).contains("done, HTTP 200"));
    assertThat(deliveries("p1").get(0))
        .startsWith("payment.succeeded, attempt 1: again at 2")
        .endsWith("Z, HTTP 503");
  }

  @Test
  void doesNotTakeAnOrderThatDoesNotExistForTheEnd() {
    alipay
        .on("pay", SILENCE)
        .on("inquiryPayment", NOT_EXIST, NOT_EXIST, NOT_EXIST, NOT_EXIST, NOT_EXIST, PAID);

    pay("p1");

    await().atMost(30, SECONDS).until(() -> alipay.calls("inquiryPayment").size() >= 4);
    assertThat(backend.received()).isEmpty();
    await().atMost(30, SECONDS).until(() -> told("p1").equals(SUCCEEDED));
    assertThat(alipay.calls("cancelPayment")).isEmpty();
  }

  @Test
  void asksNobodyForAWhileWhenAlipayPlusSaysThatItIsTooMuch() {
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", STILL_OPEN);
    IntStream.range(0, 5).forEach(i -> pay("p" + i));
    await().atMost(30, SECONDS).until(() -> asks() >= 10);

    alipay.on("inquiryPayment", TOO_MUCH);
    var asked = new AtomicInteger();
    await()
        .during(700, MILLISECONDS)
        .atMost(30, SECONDS)
        .until(() -> asked.getAndSet(asks()) == asked.get());
    alipay.on("inquiryPayment", PAID);

    await().atMost(30, SECONDS).until(() -> backend.received().size() == 5);
    assertThat(backend.received())
        .allMatch(call -> call.header("Plusgate-Event").equals("payment.succeeded"));
  }

  private int asks() {
    return alipay.calls("inquiryPayment").size();
  }

  @CanIgnoreReturnValue
  private HttpResponse<byte[]> pay(String id) {
    return gateway.post(
        "/aps/api/v1/payments/pay",
        "{\"paymentRequestId\":\""
            + id
            + "\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}");
  }

  private static String paid(String id) {
    return "{\"paymentRequestId\":\""
        + id
        + "\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"},"
        + "\"paymentResult\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\","
        + "\"resultMessage\":\"success\"}}";
  }

  private List<String> told(String id) {
    return backend.received().stream()
        .filter(call -> call.header("Plusgate-Payment-Request-Id").equals(id))
        .map(call -> call.header("Plusgate-Event"))
        .toList();
  }

  private boolean nothingMoreIsTold() {
    int now = backend.received().size();
    return before.getAndSet(now) == now;
  }

  private boolean isOver(String id) {
    return payment(id).getString("phase").equals("succeeded");
  }

  private List<String> deliveries(String id) {
    return payment(id).getJsonArray("events").stream()
        .map(JsonObject.class::cast)
        .filter(event -> event.getString("source").equals("delivery"))
        .map(event -> event.getString("what"))
        .toList();
  }

  private static String last(List<String> texts) {
    return texts.get(texts.size() - 1);
  }

  private JsonObject payment(String id) {
    var answer = gateway.get(gateway.adminUrl() + "/api/v1/payments/" + id);
    return new JsonObject(new String(answer.body(), UTF_8));
  }
}
