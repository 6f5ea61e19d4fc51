package io.plusgate.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.signature.TestKeys;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is stopped finishes what it has begun, and says so when it could not. */
class DrainTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private final Promise<Void> release = Promise.promise();
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    alipay.script((response, call) -> release.future().onSuccess(now -> pays(response, call)));
    backend = new FakeBackend(vertx);
    backend.answers(200, "");
    gateway =
        TestGateway.acqp(vertx, folder)
            .alipayPlus(alipay.url())
            .backend(backend.url())
            .route(NOTIFY, "notifyPayment", "/notifyPayment");
  }

  @AfterEach
  void stop() {
    gateway.close();
    alipay.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void answersWhatIsInFlightAndRefusesWhatIsNew() {
    gateway.start();
    var slow = paying("slow");

    var drained = gateway.gateway().drain().run();
    await().atMost(AT_ONCE).until(() -> readiness() == 503);
    var refused = gateway.post(PAY, "{\"paymentRequestId\":\"new\"}");
    release.complete();

    assertThat(slow.join().statusCode()).isEqualTo(200);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(Waiting.on(drained).isWhole()).isTrue();
  }

  @Test
  void waitsForACallUntilItsOwnDeadline() {
    gateway.with("deadlines: { pay: 1s }").start();
    var never = paying("never");

    var drained = Waiting.on(gateway.gateway().drain().run());

    assertThat(never.join().statusCode()).isEqualTo(504);
    assertThat(drained.isWhole()).isTrue();
  }

  @Test
  void cutsACallThatOutlivesItsDeadlineAndSaysWhich() throws IOException {
    gateway.with("deadlines: { pay: 300ms }").start();
    try (var halfSent = halfAPay()) {
      assertThat(halfSent.isConnected()).isTrue();
      await().atMost(AT_ONCE).until(() -> inFlight() == 1);

      var drained = Waiting.on(gateway.gateway().drain().run());

      assertThat(drained.cut()).containsExactly("in-flight: pay=1");
    }
  }

  @Test
  void inAHurryWaitsForNobody() {
    gateway.start();
    var cut = paying("cut");
    var drained = gateway.gateway().drain().run();

    gateway.gateway().drain().hurry();

    await().atMost(AT_ONCE).until(drained::isComplete);
    assertThat(drained.result().cut()).contains("in-flight: pay=1");
    assertThat(gateway.gateway().drain().run()).isSameAs(drained);
    release.complete();
    assertThat(cut.handle((answer, broken) -> answer == null || answer.statusCode() == 200).join())
        .isTrue();
  }

  @Test
  void tellsWhoeverWaitsForAPaymentWhatIsKnown() {
    gateway.start();
    var slow = paying("open");
    var waiting =
        CompletableFuture.supplyAsync(
            () -> gateway.get(gateway.backendUrl() + "/payments/open?wait=60s"));
    await().atMost(AT_ONCE).until(() -> readsOf("findPayment") > 1);

    var drained = gateway.gateway().drain().run();

    assertThat(waiting.orTimeout(5, SECONDS).join().statusCode()).isEqualTo(200);
    release.complete();
    assertThat(slow.join().statusCode()).isEqualTo(200);
    assertThat(Waiting.on(drained).isWhole()).isTrue();
  }

  @Test
  void keepsTheVerdictOfADeliveryInFlight() {
    backend.script((response, call) -> release.future().onSuccess(now -> response.end()));
    gateway.start();
    gateway.notified(NOTIFY, notification("told"));
    await().atMost(AT_ONCE).until(() -> !backend.received().isEmpty());

    var drained = gateway.gateway().drain().run();
    release.complete();

    assertThat(Waiting.on(drained).isWhole()).isTrue();
    gateway.start();
    await().atMost(AT_ONCE).until(() -> metrics().contains("state=\"done\"} 1.0"));
    assertThat(backend.received()).hasSize(1);
  }

  private static void pays(
      io.vertx.core.http.HttpServerResponse response, FakeAlipayPlus.Received call) {
    FakeAlipayPlus.sign(
        response, TestKeys.alipayPlusSigner(), TestGateway.CLIENT, call.uri(), SUCCESS);
  }

  /** A pay that Alipay+ has got and not answered. */
  private CompletableFuture<HttpResponse<byte[]>> paying(String id) {
    var answer =
        CompletableFuture.supplyAsync(
            () -> gateway.post(PAY, "{\"paymentRequestId\":\"" + id + "\"}"));
    await().atMost(AT_ONCE).until(() -> !alipay.received.isEmpty());
    return answer;
  }

  private Socket halfAPay() throws IOException {
    var address = URI.create(gateway.backendUrl());
    var socket = new Socket(address.getHost(), address.getPort());
    socket
        .getOutputStream()
        .write(
            ("POST " + PAY + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String notification(String id) {
    return "{\"paymentRequestId\":\""
        + id
        + "\",\"paymentId\":\"2026\",\"paymentTime\":\"2026-11-25T12:00:00+08:00\","
        + "\"paymentAmount\":{\"currency\":\"EUR\",\"value\":\"100\"},"
        + "\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\","
        + "\"resultMessage\":\"success\"}}";
  }

  private int readiness() {
    return gateway.get(gateway.adminUrl() + "/readyz").statusCode();
  }

  private double inFlight() {
    return sample("plusgate_in_flight{flow=\"outbound\"} ");
  }

  private double readsOf(String call) {
    return sample("plusgate_store_seconds_count{operation=\"" + call + "\",outcome=\"done\"} ");
  }

  private double sample(String series) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElse(0);
  }

  private String metrics() {
    return new String(gateway.get(gateway.adminUrl() + "/metrics").body(), StandardCharsets.UTF_8);
  }
}
