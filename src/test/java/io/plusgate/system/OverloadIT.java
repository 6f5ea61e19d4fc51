package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.MessageTime;
import io.plusgate.signature.TestKeys;
import io.plusgate.system.Flood.Hit;
import io.plusgate.system.Flood.Shot;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three times as much as can be served: who is served is served on time, and who is not is told at
 * once and lawfully.
 */
class OverloadIT {
  private static final String PAYMENTS = "/aps/api/v1/payments/";
  private static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";
  private static final Duration LENGTH = Duration.ofSeconds(5);
  private static final Duration WARM = Duration.ofSeconds(1);
  private static final Duration ON_TIME = Duration.ofSeconds(1);

  /** What takes a tenth of a second, at most ten at a time. */
  private static final int CAPACITY = 40;

  private static final long SLOW_MILLIS = 100;

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private FakeBackend backend;
  private Flood flood;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    backend = new FakeBackend(vertx);
    flood = new Flood();
    gateway = TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).backend(backend.url());
  }

  @AfterEach
  void stop() {
    flood.close();
    gateway.close();
    backend.close();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void ofTheBackendsCallsInquiriesAndCancelsAreOnTimeAndTheRestIsToldToComeBack() {
    alipay.script(
        (response, call) -> later(call.uri().endsWith("/pay"), () -> pays(response, call)));
    int loops = Runtime.getRuntime().availableProcessors();
    gateway
        .alipayPlusWith("maxConnections: " + Math.max(1, CAPACITY / 10 / loops))
        .with("limits: { queueTime: 200ms }")
        .start();
    // A JVM that has just begun is slow by itself.
    assertThat(Waiting.on(flood.pour(CAPACITY, WARM, call("pay", "w")))).isNotEmpty();
    assertThat(Waiting.on(flood.pour(CAPACITY, WARM, call("inquiryPayment", "w")))).isNotEmpty();
    alipay.received.clear();
    long before = usedMemory();

    var pays = flood.pour(3 * CAPACITY, LENGTH, call("pay", "p"));
    var inquiries = flood.pour(40, LENGTH, call("inquiryPayment", "q"));
    var cancels = flood.pour(20, LENGTH, call("cancelPayment", "c"));

    assertOnTime(Waiting.on(inquiries));
    assertOnTime(Waiting.on(cancels));
    var told = Waiting.on(pays);
    var served = told.stream().filter(hit -> hit.status() == 200).count();
    assertThat(served).isGreaterThan(told.size() / 10);
    assertThat(told.stream().filter(hit -> hit.status() != 200).toList())
        .isNotEmpty()
        .allSatisfy(OverloadIT::isToldToComeBack);
    assertThat(Flood.p99(told)).isLessThan(Duration.ofSeconds(2));
    // Refused means not sent: Alipay+ has seen what was served and nothing else.
    assertThat(alipay.received.stream().filter(call -> call.uri().endsWith("/pay")).count())
        .isEqualTo(served);
    assertThat(usedMemory() - before).isLessThan(32L << 20);
  }

  @Test
  void ofAlipayPlusCallsNotificationsAreOnTimeAndTheRestIsUnknownAndSigned() {
    backend.script(
        (response, call) -> later(call.uri().equals("/scan"), () -> response.end(SUCCESS)));
    gateway
        .route("/alipayplus/scan", "userInitiatedPay", "/scan")
        .route("/alipayplus/notifyPayment", "notifyPayment", "/notifyPayment")
        .with("limits: { concurrentInbound: " + CAPACITY / 10 + ", queueTime: 200ms }")
        .start();
    int seconds = (int) LENGTH.toSeconds();
    var scans = signed("/alipayplus/scan", 3 * CAPACITY * seconds, OverloadIT::scan);
    var notices = signed("/alipayplus/notifyPayment", 20 * seconds, OverloadIT::notice);

    assertThat(Waiting.on(flood.pour(CAPACITY, WARM, notices::get))).isNotEmpty();

    var flooded = flood.pour(3 * CAPACITY, LENGTH, scans::get);
    var notified = Waiting.on(flood.pour(20, LENGTH, notices::get));

    assertOnTime(notified);
    assertThat(notified).allSatisfy(hit -> assertThat(hit.body().toString()).isEqualTo(SUCCESS));
    var told = Waiting.on(flooded);
    assertThat(told).allSatisfy(hit -> assertSigned(hit, "/alipayplus/scan"));
    assertThat(told).anySatisfy(hit -> assertThat(hit.body().toString()).isEqualTo(SUCCESS));
    assertThat(told.stream().filter(hit -> !hit.body().toString().equals(SUCCESS)).toList())
        .isNotEmpty()
        .allSatisfy(
            hit ->
                assertThat(new JsonObject(hit.body()).getJsonObject("result").getMap())
                    .containsEntry("resultStatus", "U")
                    .containsEntry("resultCode", "UNKNOWN_EXCEPTION"));
  }

  private static void assertOnTime(List<Hit> hits) {
    assertThat(hits).isNotEmpty().extracting(Hit::status).containsOnly(200);
    assertThat(Flood.p99(hits)).isLessThan(ON_TIME);
  }

  private static void isToldToComeBack(Hit hit) {
    assertThat(hit.status()).isEqualTo(503);
    assertThat(hit.headers().get("Retry-After")).isEqualTo("1");
    assertThat(hit.headers().get("Content-Type")).isEqualTo("application/problem+json");
    assertThat(new JsonObject(hit.body()).getString("code")).isEqualTo("overloaded");
  }

  private static void assertSigned(Hit hit, String path) {
    assertThat(hit.status()).isEqualTo(200);
    var verdict =
        TestKeys.partnerVerifier()
            .verify(
                path,
                TestGateway.CLIENT,
                hit.headers().get(AlipayHeader.RESPONSE_TIME),
                hit.headers().get(AlipayHeader.SIGNATURE),
                hit.body().getBytes());
    assertThat(verdict.<Boolean>match(verified -> true, rejected -> false)).isTrue();
  }

  private void later(boolean slow, Runnable answer) {
    if (slow) {
      vertx.setTimer(SLOW_MILLIS, now -> answer.run());
    } else {
      answer.run();
    }
  }

  private static void pays(HttpServerResponse response, FakeAlipayPlus.Received call) {
    FakeAlipayPlus.sign(
        response, TestKeys.alipayPlusSigner(), TestGateway.CLIENT, call.uri(), SUCCESS);
  }

  private IntFunction<Shot> call(String api, String id) {
    String url = gateway.backendUrl() + PAYMENTS + api;
    return n ->
        new Shot(
            url,
            MultiMap.caseInsensitiveMultiMap(),
            Buffer.buffer("{\"paymentRequestId\":\"" + id + n + "\"}"));
  }

  /** Signed beforehand: what is to be measured is the gateway. */
  private List<Shot> signed(String path, int calls, IntFunction<String> body) {
    String time = MessageTime.format(Instant.now());
    var signer = TestKeys.alipayPlusSigner();
    return IntStream.rangeClosed(0, calls)
        .mapToObj(n -> body.apply(n).getBytes(UTF_8))
        .map(
            bytes ->
                new Shot(
                    gateway.alipayPlusUrl() + path,
                    MultiMap.caseInsensitiveMultiMap()
                        .set("Content-Type", "application/json")
                        .set(AlipayHeader.CLIENT_ID, TestGateway.CLIENT)
                        .set(AlipayHeader.REQUEST_TIME, time)
                        .set(
                            AlipayHeader.SIGNATURE,
                            signer.sign(path, TestGateway.CLIENT, time, bytes)),
                    Buffer.buffer(bytes)))
        .toList();
  }

  private static String scan(int n) {
    return "{\"codeValue\":\"code" + n + "\"}";
  }

  private static String notice(int n) {
    return "{\"paymentRequestId\":\"n"
        + n
        + "\",\"paymentAmount\":{\"currency\":\"EUR\",\"value\":\"100\"},"
        + "\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\","
        + "\"resultMessage\":\"success\"}}";
  }

  private static long usedMemory() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
