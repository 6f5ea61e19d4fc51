package io.plusgate.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.signature.TestKeys;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Alipay+ that is slow, says that it is too much, or is silent: who waits, who is refused. */
class AlipayPlusSlowTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String INQUIRY = "/aps/api/v1/payments/inquiryPayment";
  private static final String CANCEL = "/aps/api/v1/payments/cancelPayment";
  private static final String TOO_MUCH =
      "{\"result\":{\"resultCode\":\"REQUEST_TRAFFIC_EXCEED_LIMIT\",\"resultStatus\":\"U\","
          + "\"resultMessage\":\"Too many requests.\"}}";
  private static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir private Path folder;
  private final ExecutorService callers = Executors.newFixedThreadPool(64);
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    gateway =
        TestGateway.acqp(vertx, folder)
            .alipayPlus(alipay.url())
            .alipayPlusWith("maxConnections: 2")
            .with("inquiry: { then: report }");
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
    gateway.close();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void inquiryAndCancelNeverWaitBehindPay() {
    Promise<Void> release = Promise.promise();
    alipay.script(
        (response, call) -> {
          if (call.uri().equals(PAY)) {
            release.future().onSuccess(now -> says(SUCCESS, response, call));
          } else {
            says(SUCCESS, response, call);
          }
        });
    gateway.with("limits: { queueTime: 10s }").with("deadlines: { pay: 60s }").start();
    var pays = calls(30, PAY, "slow");
    await().atMost(SOON).until(() -> metric("plusgate_alipayplus_waiting") > 0);

    long began = System.nanoTime();
    var asked = gateway.post(INQUIRY, "{\"paymentRequestId\":\"slow0\"}");
    var cancelled = gateway.post(CANCEL, "{\"paymentRequestId\":\"slow0\"}");
    var took = Duration.ofNanos(System.nanoTime() - began);

    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(took).isLessThan(Duration.ofSeconds(2));
    release.complete();
    assertThat(answers(pays)).extracting(HttpResponse::statusCode).containsOnly(200);
  }

  @Test
  void aPayWithoutATurnIsRefusedBeforeItIsWrittenDownOrSent() {
    Promise<Void> release = Promise.promise();
    alipay.script(
        (response, call) -> release.future().onSuccess(now -> says(SUCCESS, response, call)));
    gateway.with("limits: { queueTime: 200ms }").start();
    var pays = calls(30, PAY, "p");

    await().atMost(SOON).until(() -> metric("plusgate_turned_away_total{reason=\"no_turn\"") > 0);
    await().atMost(SOON).until(() -> metric("plusgate_alipayplus_waiting") == 0);
    release.complete();

    var refused = answers(pays).stream().filter(answer -> answer.statusCode() == 503).toList();
    assertThat(refused).isNotEmpty().allSatisfy(AlipayPlusSlowTest::isRefusal);
    assertThat(alipay.received).hasSize(30 - refused.size());
    assertThat(IntStream.range(0, 30).filter(i -> isWrittenDown("p" + i)).count())
        .isEqualTo(alipay.received.size());
  }

  @Test
  void fewerAreSentAtOnceWhenItIsTooMuchAndMoreWhenItGoesWellAgain() {
    alipay.script((response, call) -> says(TOO_MUCH, response, call));
    gateway.start();
    double most = metric("plusgate_alipayplus_limit");

    for (int i = 0; i < 12; i++) {
      gateway.post(PAY, "{\"paymentRequestId\":\"much" + i + "\"}");
    }
    double least = metric("plusgate_alipayplus_limit");
    alipay.script((response, call) -> says(SUCCESS, response, call));

    assertThat(least).isLessThan(most);
    await()
        .atMost(SOON)
        .until(
            () -> {
              assertThat(answers(calls(40, PAY, "well"))).isNotEmpty();
              return metric("plusgate_alipayplus_limit") > least;
            });
  }

  @Test
  void aSilentAlipayPlusIsSparedButInquiriesGoOnAndFindItBack() {
    alipay.script((response, call) -> response.reset().onFailure(gone -> {}));
    gateway.start();
    await()
        .atMost(SOON)
        .until(
            () ->
                answers(calls(20, PAY, "lost")).stream()
                    .anyMatch(answer -> code(answer).equals("alipayplus-unavailable")));
    assertThat(metric("plusgate_alipayplus_breaker_open")).isPositive();

    alipay.script((response, call) -> says(SUCCESS, response, call));

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              var asked = answers(calls(16, INQUIRY, "lost"));
              assertThat(asked).extracting(HttpResponse::statusCode).containsOnly(200);
              assertThat(metric("plusgate_alipayplus_breaker_open")).isZero();
            });
    assertThat(gateway.post(PAY, "{\"paymentRequestId\":\"again\"}").statusCode()).isEqualTo(200);
  }

  private static void isRefusal(HttpResponse<byte[]> answer) {
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(code(answer)).isEqualTo("overloaded");
  }

  private static String code(HttpResponse<byte[]> answer) {
    return new JsonObject(new String(answer.body(), StandardCharsets.UTF_8)).getString("code", "");
  }

  private static void says(String body, HttpServerResponse response, FakeAlipayPlus.Received call) {
    FakeAlipayPlus.sign(
        response, TestKeys.alipayPlusSigner(), TestGateway.CLIENT, call.uri(), body);
  }

  private List<CompletableFuture<HttpResponse<byte[]>>> calls(int times, String path, String id) {
    return IntStream.range(0, times)
        .mapToObj(
            i ->
                CompletableFuture.supplyAsync(
                    () -> gateway.post(path, "{\"paymentRequestId\":\"" + id + i + "\"}"), callers))
        .toList();
  }

  private static List<HttpResponse<byte[]>> answers(
      List<CompletableFuture<HttpResponse<byte[]>>> calls) {
    return calls.stream().map(call -> call.orTimeout(30, SECONDS).join()).toList();
  }

  private boolean isWrittenDown(String id) {
    return gateway.get(gateway.backendUrl() + "/payments/" + id).statusCode() == 200;
  }

  /** The sum of the series that begin so. */
  private double metric(String series) {
    var scrape =
        new String(gateway.get(gateway.adminUrl() + "/metrics").body(), StandardCharsets.UTF_8);
    return scrape
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
