package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alipay+ repeats a call while the wallet's backend is still at the first one. */
class RepeatedCallTest {
  private static final String PAY = "/alipayplus/mpp/pay";
  private static final String INQUIRY = "/alipayplus/mpp/inquiryPayment";
  private static final String BODY = "{\"paymentRequestId\":\"pr-1\",\"acquirerId\":\"a\"}";
  private static final String PAID = new String(ResultBody.of(Result.SUCCESS), UTF_8);

  @TempDir private Path folder;
  private final Queue<HttpServerResponse> held = new ConcurrentLinkedQueue<>();
  private Vertx vertx;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = new FakeBackend(vertx);
    backend.script((response, call) -> held.add(response));
    gateway =
        TestGateway.mpp(vertx, folder)
            .backend(backend.url())
            .route(PAY, "pay", "/pay")
            .route(INQUIRY, "inquiryPayment", "/inquiry")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void equalCallsAtOnceReachTheBackendOnceAndAllGetItsAnswer() {
    var calls = callsAtOnce(8, PAY, BODY);

    release();

    assertThat(calls).allSatisfy(call -> assertPaid(call.join()));
    assertThat(backend.received()).hasSize(1);
  }

  @Test
  void theSameKeyOverOtherBytesIsTheBackendsToJudge() {
    var first = callsAtOnce(1, PAY, BODY);
    var other = callsAtOnce(1, PAY, "{\"paymentRequestId\":\"pr-1\",\"acquirerId\":\"b\"}");

    release();

    assertThat(first.get(0).join().statusCode()).isEqualTo(200);
    assertThat(other.get(0).join().statusCode()).isEqualTo(200);
    assertThat(backend.received()).hasSize(2);
  }

  @Test
  void aCallWithoutAKeyReachesTheBackendEachTime() {
    var calls = callsAtOnce(2, INQUIRY, BODY);
    calls.addAll(callsAtOnce(2, PAY, "{\"paymentRequestId\":\"\"}"));

    release();

    assertThat(calls).allSatisfy(call -> assertPaid(call.join()));
    assertThat(backend.received()).hasSize(4);
  }

  @Test
  void aRepeatAfterTheAnswerIsTheBackendsAgain() {
    backend.answers(200, PAID);
    assertPaid(gateway.notified(PAY, BODY));

    assertPaid(gateway.notified(PAY, BODY));

    assertThat(backend.received()).hasSize(2);
  }

  @Test
  void whoWaitsForAFailingFirstIsAnsweredUnknownAndMayAskAgain() {
    var calls = callsAtOnce(3, PAY, BODY);

    backend.answers(200, PAID);
    held.remove().reset();

    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(ResultBody.read(call.join().body())).contains(Result.UNKNOWN_EXCEPTION));
    assertPaid(gateway.notified(PAY, BODY));
  }

  /** So many calls that have all been verified, and so are at the backend or wait. */
  private List<CompletableFuture<HttpResponse<byte[]>>> callsAtOnce(
      int times, String path, String body) {
    long before = verified();
    List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
    for (int time = 0; time < times; time++) {
      calls.add(CompletableFuture.supplyAsync(() -> gateway.notified(path, body)));
    }
    await().atMost(30, SECONDS).until(() -> verified() == before + times);
    await().atMost(30, SECONDS).until(() -> !held.isEmpty());
    return calls;
  }

  private void release() {
    backend.answers(200, PAID);
    held.forEach(response -> response.putHeader("Content-Type", "application/json").end(PAID));
  }

  private long verified() {
    var metrics = new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8);
    return metrics
        .lines()
        .filter(line -> line.startsWith("plusgate_verifications_total"))
        .filter(line -> line.contains("inbound") && line.contains("\"verified\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void assertPaid(HttpResponse<byte[]> answer) {
    var time = answer.headers().firstValue(AlipayHeader.RESPONSE_TIME).orElseThrow();
    var signature = answer.headers().firstValue(AlipayHeader.SIGNATURE).orElseThrow();
    var verdict =
        TestKeys.partnerVerifier()
            .verify(
                answer.request().uri().getPath(),
                TestGateway.CLIENT,
                time,
                signature,
                answer.body());
    assertThat(new String(answer.body(), UTF_8)).isEqualTo(PAID);
    assertThat(verdict.<Boolean>match(verified -> true, rejected -> false)).isTrue();
  }
}
