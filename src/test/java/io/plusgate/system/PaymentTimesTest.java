package io.plusgate.system;

import static io.plusgate.system.ScriptedAlipayPlus.IN_PROCESS;
import static io.plusgate.system.ScriptedAlipayPlus.SILENCE;
import static io.plusgate.system.ScriptedAlipayPlus.STILL_OPEN;
import static io.plusgate.system.ScriptedAlipayPlus.SUCCESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What minutes and midnights make of a payment, over real sockets and on a clock that is set. */
class PaymentTimesTest {
  private static final ZoneOffset SINGAPORE = ZoneOffset.ofHours(8);

  @TempDir private Path folder;
  private final JumpingClock clock = new JumpingClock();
  private final ListAppender<ILoggingEvent> alarms = new ListAppender<>();
  private Vertx vertx;
  private ScriptedAlipayPlus alipay;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    alarms.start();
    logger().addAppender(alarms);
    clock.jump(untilTenInTheEvening());
    vertx = Vertx.vertx();
    alipay = new ScriptedAlipayPlus(vertx);
    backend = new FakeBackend(vertx);
    backend.answers(200, new String(ResultBody.of(Result.SUCCESS), UTF_8));
    gateway =
        TestGateway.acqp(vertx, folder)
            .alipayPlus(alipay.url())
            .backend(backend.url())
            .route("/alipayplus/notifyPayment", "notifyPayment", "/notifyPayment")
            .clock(clock)
            .with("deadlines: { pay: 400ms, inquiryPayment: 300ms, cancelPayment: 300ms }")
            .with(
                "inquiry: { schedules: { default: { gaps: [5s], for: 20s } },"
                    + " cancel: { gaps: [10s] } }")
            .start();
    alipay.on("pay", IN_PROCESS).on("inquiryPayment", STILL_OPEN);
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    alipay.close();
    logger().detachAppender(alarms);
    Waiting.on(vertx.close());
  }

  @Test
  void cancelsForAMinuteOfSilenceAndCallsItCancelledOnlyWhenTheCancelIsVerified() {
    alipay.on(
        "cancelPayment", SILENCE, SILENCE, SILENCE, SILENCE, SILENCE, SILENCE, SILENCE, SUCCESS);
    payAndLetItExpire();

    for (int silent = 1; silent <= 7; silent++) {
      awaitCancels(silent);
      int answered = silent;
      await().atMost(30, SECONDS).until(() -> unansweredCancels() == answered);
      assertThat(phase()).isEqualTo("cancelling");
      assertThat(events()).isEmpty();
      clock.jump(Duration.ofSeconds(12));
    }

    await().atMost(30, SECONDS).until(() -> events().equals(List.of("payment.cancelled")));
    assertThat(phase()).isEqualTo("cancelled");
    assertThat(alipay.calls("cancelPayment"))
        .hasSize(8)
        .allMatch(call -> new String(call.body(), UTF_8).equals("{\"paymentRequestId\":\"p1\"}"));
    clock.jump(Duration.ofHours(1));
    await().during(600, MILLISECONDS).atMost(30, SECONDS).until(() -> events().size() == 1);
  }

  @Test
  void leavesAPaymentToAPersonWhenAQuarterPastMidnightInSingaporeHasPassed() {
    alipay.on("cancelPayment", SILENCE);
    payAndLetItExpire();
    awaitCancels(1);
    await().atMost(30, SECONDS).until(() -> unansweredCancels() == 1);

    clock.jump(Duration.ofMinutes(134));
    awaitCancels(2);
    await().atMost(30, SECONDS).until(() -> unansweredCancels() == 2);
    assertThat(phase()).isEqualTo("cancelling");
    clock.jump(Duration.ofMinutes(2));

    await()
        .atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(payment().encode()).contains("\"phase\":\"unresolved\""));
    await().atMost(30, SECONDS).until(() -> events().equals(List.of("payment.unresolved")));
    await().atMost(30, SECONDS).until(() -> raised().size() == 1);
    assertThat(raised().get(0))
        .contains("alarm=unresolved", "paymentRequestId=p1", "whatToDo=", "00:15 UTC+8")
        .contains("refund it or accept it; if not, ask Alipay+");
    clock.jump(Duration.ofDays(1));
    await()
        .during(600, MILLISECONDS)
        .atMost(30, SECONDS)
        .until(() -> alipay.calls("cancelPayment").size() == 3);
  }

  private void payAndLetItExpire() {
    gateway.post(
        "/aps/api/v1/payments/pay",
        "{\"paymentRequestId\":\"p1\",\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}");
    await().atMost(30, SECONDS).until(() -> phase().equals("open"));
    clock.jump(Duration.ofSeconds(30));
  }

  private void awaitCancels(int times) {
    await().atMost(30, SECONDS).until(() -> alipay.calls("cancelPayment").size() == times);
  }

  /** Those whose silence is on disk: the time of the next one is known. */
  private int unansweredCancels() {
    return (int)
        payment().getJsonArray("events").stream()
            .map(JsonObject.class::cast)
            .filter(event -> event.getString("source").equals("cancelPayment"))
            .filter(event -> !event.getString("what").startsWith("cancel asked"))
            .count();
  }

  /** The alarm's line is written beside the delivery, before it or after it. */
  private List<String> raised() {
    return List.copyOf(alarms.list).stream()
        .filter(line -> line.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private JsonObject payment() {
    var answer = gateway.get(gateway.backendUrl() + "/payments/p1");
    return new JsonObject(new String(answer.body(), UTF_8));
  }

  private String phase() {
    return payment().getString("phase");
  }

  private List<String> events() {
    return backend.received().stream().map(call -> call.header("Plusgate-Event")).toList();
  }

  private Duration untilTenInTheEvening() {
    var now = clock.instant().atOffset(SINGAPORE);
    var evening = now.toLocalDate().plusDays(1).atTime(LocalTime.of(22, 0));
    return Duration.between(now, evening.atOffset(SINGAPORE));
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("plusgate.payments");
  }
}
