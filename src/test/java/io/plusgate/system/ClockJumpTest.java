package io.plusgate.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.signature.TestKeys;
import io.plusgate.store.StoreEngine;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The clock is set while deliveries wait: nothing is lost, and nobody is hammered. */
@ParameterizedClass
@EnumSource(StoreEngine.class)
class ClockJumpTest {
  private static final String PATH = "/alipayplus/notifyPayment";
  private static final String TIME = "2026-11-25T12:00:00+08:00";
  private static final Duration DAY = Duration.ofDays(1);

  @Parameter private StoreEngine engine;
  @TempDir private Path folder;
  private final JumpingClock clock = new JumpingClock();
  private Vertx vertx;
  private String store;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    store = engine.yaml();
    backend = new FakeBackend(vertx);
    backend.answers(500, "");
    gateway =
        TestGateway.acqp(vertx, folder)
            .with(store)
            .clock(clock)
            .backend(backend.url())
            .route(PATH, "notifyPayment", "/notifyPayment")
            .with("delivery: { retry: [2s], timeout: 1s }")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void aDayForwardMakesWhatWaitsDueOnceAndNotAgainAndAgain() {
    notify("p1");
    await().atMost(30, SECONDS).until(() -> timesAsked("p1") == 1);

    clock.jump(DAY);

    await().atMost(30, SECONDS).until(() -> timesAsked("p1") == 2);
    await().during(1, SECONDS).atMost(30, SECONDS).until(() -> timesAsked("p1") == 2);
    backend.answers(200, "");
    await().atMost(30, SECONDS).until(() -> done() == 1);
  }

  @Test
  void aDayBackDelaysNobodyWhoComesAfterAndLosesNobodyWhoCameBefore() {
    notify("before");
    await().atMost(30, SECONDS).until(() -> timesAsked("before") == 1);
    backend.answers(200, "");

    clock.jump(DAY.negated());
    notify("after");

    await().atMost(30, SECONDS).until(() -> timesAsked("after") == 1);
    assertThat(timesAsked("before")).isEqualTo(1);
    clock.jump(DAY);
    await().atMost(30, SECONDS).until(() -> done() == 2);
    assertThat(timesAsked("before")).isEqualTo(2);
  }

  @Test
  void signsEachAcknowledgementWithTheTimeThatTheClockShowsThen() {
    String now = notify("p1");
    clock.jump(DAY.negated());
    String yesterday = notify("p2");

    assertThat(yesterday).isLessThan(now);
  }

  private long timesAsked(String paymentRequestId) {
    String quoted = "\"" + paymentRequestId + "\"";
    return backend.received().stream()
        .filter(call -> new String(call.body(), StandardCharsets.UTF_8).contains(quoted))
        .count();
  }

  private long done() {
    var answer = gateway.get(gateway.adminUrl() + "/metrics");
    return new String(answer.body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("plusgate_deliveries_total"))
        .filter(line -> line.contains("verdict=\"done\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Its acknowledgement's own time, after it was found signed for that time. */
  @CanIgnoreReturnValue
  private String notify(String paymentRequestId) {
    String body =
        "{\"paymentRequestId\":\""
            + paymentRequestId
            + "\",\"paymentResult\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\","
            + "\"resultMessage\":\"ok\"}}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var signature = TestKeys.alipayPlusSigner().sign(PATH, TestGateway.CLIENT, TIME, bytes);
    var answer =
        gateway.send(
            HttpRequest.newBuilder(URI.create(gateway.alipayPlusUrl() + PATH))
                .POST(BodyPublishers.ofByteArray(bytes))
                .header("Content-Type", "application/json")
                .header(AlipayHeader.CLIENT_ID, TestGateway.CLIENT)
                .header(AlipayHeader.REQUEST_TIME, TIME)
                .header(AlipayHeader.SIGNATURE, signature)
                .build());
    String time = answer.headers().firstValue(AlipayHeader.RESPONSE_TIME).orElseThrow();
    var verdict =
        TestKeys.partnerVerifier()
            .verify(
                PATH,
                TestGateway.CLIENT,
                time,
                answer.headers().firstValue(AlipayHeader.SIGNATURE).orElseThrow(),
                answer.body());
    assertThat(verdict.<String>match(verified -> "verified", rejected -> "rejected"))
        .isEqualTo("verified");
    assertThat(ResultBody.read(answer.body())).contains(Result.SUCCESS);
    return time;
  }
}
