package io.plusgate.packaged;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.signature.TestKeys;
import io.plusgate.simulator.BookedPayment;
import io.plusgate.simulator.Course;
import io.plusgate.simulator.Fault;
import io.plusgate.simulator.NotificationPlan;
import io.plusgate.simulator.OpenChoices;
import io.plusgate.simulator.PartnerUrls;
import io.plusgate.simulator.Scenario;
import io.plusgate.simulator.ScenarioRule;
import io.plusgate.simulator.SimulatedClient;
import io.plusgate.simulator.Simulator;
import io.plusgate.simulator.SimulatorSettings;
import io.plusgate.store.StoreEngine;
import io.plusgate.system.FakeBackend;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The second crash table of docs/promises.md, row by row: one payment, the real process killed at
 * one step of its life, and after the restart, without a word from anybody, one final result at the
 * backend that is the one in Alipay+'s own books. Alipay+ never notifies here.
 */
class PaymentCrashIT {
  private static final Scenario PAID = unnotified(Course.succeed());
  private static final Scenario PAID_LATER =
      unnotified(Course.succeed().after(Duration.ofMillis(200)));
  private static final Scenario NEVER_PAID = unnotified(Course.never());

  @TempDir private Path folder;
  private final List<PaymentCrashRow> rows = new ArrayList<>();
  private Vertx vertx;
  private FakeBackend backend;
  private Simulator alipay;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = new FakeBackend(vertx);
    backend.answers(200, "");
    var client =
        SimulatedClient.acqp(
            CrashSite.CLIENT,
            TestKeys.partnerVerifier(),
            TestKeys.alipayPlusSigner(),
            PartnerUrls.none());
    var choices = OpenChoices.DEFAULTS.withCancelOfUnknownSucceeds(true);
    alipay = Waiting.on(Simulator.start(vertx, SimulatorSettings.of(client).withChoices(choices)));
  }

  @AfterEach
  void stop() {
    rows.forEach(PaymentCrashRow::close);
    backend.close();
    Waiting.on(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(StoreEngine.class)
  void everyPaymentIsFinalAfterTheRestartAndToldOnceAsAlipayPlusHasIt(StoreEngine engine) {
    halted(engine, "journaled", PAID);
    killed(engine, "paying", PAID, "pay", payment -> true);
    halted(engine, "replied", PAID);
    halted(engine, "told", PAID);
    killed(engine, "asking", PAID_LATER, "inquiryPayment", payment -> payment.inquiries() > 0);
    halted(engine, "inquired", PAID_LATER);
    halted(engine, "wished", NEVER_PAID);
    killed(engine, "cancelling", NEVER_PAID, "cancelPayment", BookedPayment::cancelRequested);
    halted(engine, "cancelled", NEVER_PAID);
    halted(engine, "settled", PAID_LATER);

    // Ten cold processes share the machine: no deadline may pass because of that.
    rows.forEach(PaymentCrashRow::begin);
    rows.forEach(PaymentCrashRow::die);
    rows.forEach(PaymentCrashRow::restart);
    rows.forEach(PaymentCrashRow::waitForTheEnd);

    assertThat(rows)
        .extracting(PaymentCrashRow::story)
        .containsExactly(
            "journaled: no answer; succeeded never; ends cancelled, told [payment.cancelled]",
            "paying: no answer; booked SUCCEEDED; ends succeeded, told [payment.succeeded]",
            "replied: no answer; booked SUCCEEDED; ends succeeded, told [payment.succeeded]",
            "told: answered S; booked SUCCEEDED; ends succeeded, told [payment.succeeded]",
            "asking: answered U; booked SUCCEEDED; ends succeeded, told [payment.succeeded]",
            "inquired: answered U; booked SUCCEEDED; ends succeeded, told [payment.succeeded]",
            "wished: answered U; booked CANCELLED; ends cancelled, told [payment.cancelled]",
            "cancelling: answered U; booked CANCELLED; ends cancelled, told [payment.cancelled]",
            "cancelled: answered U; booked CANCELLED; ends cancelled, told [payment.cancelled]",
            "settled: answered U; booked SUCCEEDED; ends succeeded, told [payment.succeeded]");
  }

  /** A row whose process dies by itself, at a step of its own. */
  private void halted(StoreEngine engine, String step, Scenario course) {
    alipay.script().rule(ScenarioRule.next("pay", course).forPayment(step).times(0));
    rows.add(row(engine, step, Optional.empty()));
  }

  /** A row whose process is killed while Alipay+ has this call of it and does not answer. */
  private void killed(
      StoreEngine engine, String step, Scenario course, String api, Predicate<BookedPayment> has) {
    alipay.script().rule(ScenarioRule.next("pay", course).forPayment(step).times(0));
    var silent = api.equals("pay") ? course : Scenario.PLAIN;
    alipay.script().next(ScenarioRule.next(api, silent.withFault(Fault.SILENCE)).forPayment(step));
    rows.add(row(engine, step, Optional.of(() -> awaitBooked(step, has))));
  }

  private PaymentCrashRow row(StoreEngine engine, String step, Optional<Runnable> untilItIsKilled) {
    var sections =
        Stream.of(
                "deadlines: { pay: 20s, inquiryPayment: 20s, cancelPayment: 20s }",
                "inquiry: { schedules: { default: { gaps: [1s], for: 20s } },",
                "           cancel: { gaps: [300ms] } }",
                engine.yaml())
            .reduce("", (all, line) -> all + line + "\n");
    var site =
        new CrashSite(
            folder.resolve(step),
            sections,
            URI.create(backend.url()).getPort(),
            alipay.baseUrl().toString());
    return new PaymentCrashRow(step, site, alipay, backend, untilItIsKilled);
  }

  private void awaitBooked(String id, Predicate<BookedPayment> has) {
    await()
        .atMost(60, SECONDS)
        .until(() -> alipay.books().payment(CrashSite.CLIENT, id).filter(has).isPresent());
  }

  private static Scenario unnotified(Course course) {
    return Scenario.of(course).withNotification(NotificationPlan.of(NotificationPlan.Kind.NONE));
  }
}
