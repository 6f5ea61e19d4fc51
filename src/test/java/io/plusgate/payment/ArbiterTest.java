package io.plusgate.payment;

import static io.plusgate.payment.Lives.AMOUNT;
import static io.plusgate.payment.Lives.ARBITER;
import static io.plusgate.payment.Lives.KEY;
import static io.plusgate.payment.Lives.NOON;
import static io.plusgate.payment.Lives.evidence;
import static io.plusgate.payment.Lives.in;
import static io.plusgate.payment.Lives.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for each rule of the payment's life (design 6). */
class ArbiterTest {
  private static final Instant EXPIRED = NOON.plusSeconds(60);
  private static final Instant WINDOW_CLOSED = Instant.parse("2026-11-25T16:15:00Z");

  @Test
  void asksForAPaymentWhosePayWasNeverAnswered() {
    var payment = sent();

    assertThat(payment.next()).contains(NextStep.ask(NOON.plusSeconds(10)));
  }

  @Test
  void takesAFailedPayAsFinal() {
    var decision = decide(sent(), "pay answered F", NOON);

    assertThat(decision.payment().phase()).isEqualTo(Phase.FAILED);
    assertThat(decision.commands()).as("the backend has the answer").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OrderCode", "EntryCode", "Cashier"})
  void takesTheMakingOfACodeForNoPayment(String product) {
    var payment =
        ARBITER.sent(
            KEY, product, Optional.of(AMOUNT), Optional.empty(), NOON, Duration.ofSeconds(8));

    var shown = decide(payment, "pay answered S", NOON);
    var paid = decide(shown.payment(), "notified S", NOON);

    assertThat(shown.payment().phase()).isEqualTo(Phase.OPEN);
    assertThat(paid.payment().phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(decide(paid.payment(), "pay answered S", NOON).commands()).isEmpty();
  }

  @Test
  void takesAnInconsistentRepeatForNoWordOnTheFirstPay() {
    var decision = decide(sent(), "pay answered F REPEAT_REQ_INCONSISTENT", NOON);

    assertThat(decision.payment().phase()).isEqualTo(Phase.OPEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pay answered U",
        "pay silent or untrusted",
        "inquired S, payment U",
        "inquired F ORDER_NOT_EXIST",
        "inquiry silent or untrusted"
      })
  void keepsAnUnknownPaymentOpenAndAsksAgain(String what) {
    var decision = decide(in(Phase.OPEN), what, NOON);

    assertThat(decision.payment().phase()).isEqualTo(Phase.OPEN);
    assertThat(decision.payment().nextAt().orElseThrow()).isAfter(NOON).isBefore(EXPIRED);
    assertThat(deliveries(decision)).isEmpty();
  }

  @Test
  void asksOnceMoreWhenTheTimeIsOver() {
    var decision = decide(in(Phase.OPEN), "inquired S, payment U", EXPIRED.minusMillis(100));

    assertThat(decision.payment().next()).contains(NextStep.ask(EXPIRED));
  }

  @Test
  void neverCancelsOnSilenceAPaymentWhoseSuccessTheBackendMayHave() {
    var tooMuch = new Result(ResultStatus.U, "REQUEST_TRAFFIC_EXCEED_LIMIT", "");
    var noWord =
        new Evidence.Inquired(Optional.of(tooMuch), Optional.empty(), Optional.empty(), false);

    var silent = decide(sent(), "inquiry silent or untrusted", EXPIRED);
    var saysNothing = ARBITER.decide(silent.payment(), noWord, EXPIRED.plusSeconds(5));
    var unpaid = decide(saysNothing.payment(), "inquired S, payment U", EXPIRED.plusSeconds(10));

    assertThat(silent.payment().next().map(NextStep::kind)).contains(NextStep.Kind.ASK);
    assertThat(saysNothing.payment().next().map(NextStep::kind)).contains(NextStep.Kind.ASK);
    assertThat(unpaid.payment().next()).contains(NextStep.cancel(EXPIRED.plusSeconds(10)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inquired S, payment U",
        "inquired F ORDER_NOT_EXIST",
        "inquiry silent or untrusted"
      })
  void cancelsAfterTheLastInquiry(String what) {
    var decision = decide(in(Phase.OPEN), what, EXPIRED);

    assertThat(decision.commands()).containsExactly(new Command.CancelAt(EXPIRED));
    assertThat(decision.payment().phase()).as("nothing was sent yet").isEqualTo(Phase.OPEN);
  }

  @Test
  void neverCancelsWithoutHavingAsked() {
    var decision = decide(sent(), "pay silent or untrusted", EXPIRED);

    assertThat(decision.commands()).containsExactly(new Command.AskAt(EXPIRED));
  }

  @Test
  void neverCancelsByItselfWhenItIsToReport() {
    var reporter = new Arbiter(Lives.policy(false));

    var decision = reporter.decide(in(Phase.OPEN), evidence("inquired S, payment U"), EXPIRED);

    assertThat(decision.commands())
        .containsExactly(
            new Command.Raise(Alarm.EXPIRED_OPEN), new Command.AskAt(EXPIRED.plusSeconds(60)));
  }

  @Test
  void neverCancelsByItselfWhatWasPaidWithAnotherAmount() {
    var told = decide(in(Phase.OPEN), "notified S, other amount", NOON).payment();

    var decision = decide(told, "inquired S, payment S, other amount", EXPIRED);

    assertThat(decision.payment().phase()).isEqualTo(Phase.OPEN);
    assertThat(decision.payment().next().orElseThrow().kind()).isEqualTo(NextStep.Kind.ASK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel answered U", "cancel silent or untrusted"})
  void cancelsUntilTheWindowCloses(String what) {
    var within = decide(in(Phase.CANCELLING), what, WINDOW_CLOSED.minusSeconds(1));
    var after = decide(in(Phase.CANCELLING), what, WINDOW_CLOSED);

    assertThat(within.payment().next().orElseThrow().kind()).isEqualTo(NextStep.Kind.CANCEL);
    assertThat(after.payment().phase()).isEqualTo(Phase.UNRESOLVED);
    assertThat(after.commands())
        .containsExactly(
            new Command.Deliver("payment.unresolved", "cancelPayment"),
            new Command.Raise(Alarm.UNRESOLVED));
  }

  @Test
  void giveUpWhenAlipayPlusSaysThatItIsTooLate() {
    var decision = decide(in(Phase.CANCELLING), "cancel answered F CANCEL_WINDOW_EXCEED", NOON);

    assertThat(decision.payment().phase()).isEqualTo(Phase.UNRESOLVED);
  }

  @Test
  void tellsAPersonThatACancelIsRefusedAndTriesAgain() {
    var decision = decide(in(Phase.CANCELLING), "cancel answered F", NOON);

    assertThat(decision.payment().phase()).isEqualTo(Phase.CANCELLING);
    assertThat(decision.commands()).contains(new Command.Raise(Alarm.CANCEL_REFUSED));
  }

  @Test
  void callsALateSuccessAfterACancelAContradiction() {
    for (var phase : List.of(Phase.CANCELLING, Phase.CANCELLED)) {
      var decision = decide(in(phase), "notified S", NOON);

      assertThat(decision.payment().phase()).isEqualTo(phase);
      assertThat(decision.commands())
          .containsExactly(
              new Command.Deliver(Command.CONTRADICTION, "notifyPayment"),
              new Command.Raise(Alarm.LATE_SUCCESS));
    }
  }

  @Test
  void tellsOfTheSameContradictionOnce() {
    var told = decide(in(Phase.CANCELLED), "notified S", NOON).payment();

    assertThat(decide(told, "notified S", NOON).commands()).isEmpty();
  }

  @Test
  void takesFailureAndCancelForTheSameMoney() {
    assertThat(decide(in(Phase.CANCELLED), "notified F", NOON).commands()).isEmpty();
    assertThat(decide(in(Phase.FAILED), "cancel answered S", NOON).commands()).isEmpty();
  }

  @Test
  void letsTheBackendCancelWhatHasSucceeded() {
    var asked = decide(in(Phase.SUCCEEDED), "cancel asked", NOON).payment();

    var decision = decide(asked, "inquired S, payment F ORDER_IS_CLOSED", NOON);

    assertThat(decision.commands()).isEmpty();
    assertThat(decision.payment().cancelAsked()).isTrue();
  }

  @Test
  void neverAppliesAnotherAmountAndAsksForTheTruth() {
    var decision = decide(in(Phase.OPEN), "notified S, other amount", NOON);

    assertThat(decision.payment().phase()).isEqualTo(Phase.OPEN);
    assertThat(deliveries(decision)).containsExactly(Command.CONTRADICTION);
    assertThat(decision.commands()).contains(new Command.Raise(Alarm.OTHER_AMOUNT));
  }

  @Test
  void missesTheNotificationOfWhatInquiryHadToFindOut() {
    var payment = in(Phase.SUCCEEDED);

    var decision = decide(payment, "time passed", NOON.plus(Duration.ofMinutes(5)));

    assertThat(decision.commands()).containsExactly(new Command.Raise(Alarm.SILENT_NOTIFICATION));
    assertThat(decision.payment().next()).isEmpty();
  }

  @Test
  void missesNoNotificationThatCame() {
    var decision = decide(in(Phase.SUCCEEDED), "notified S", NOON);

    assertThat(decision.commands()).isEmpty();
    assertThat(decision.payment().next()).isEmpty();
  }

  @Test
  void letsThePaymentsOwnExpiryWin() {
    var expiry = Optional.of(NOON.plusSeconds(3_600));

    var payment =
        ARBITER.sent(KEY, Policy.DEFAULT, Optional.of(AMOUNT), expiry, NOON, Duration.ZERO);
    var cashier =
        ARBITER.sent(KEY, Policy.CASHIER, Optional.of(AMOUNT), expiry, NOON, Duration.ZERO);

    assertThat(payment.askUntil()).isEqualTo(NOON.plusSeconds(3_600));
    assertThat(cashier.askUntil()).as("Alipay+ ignores a longer one").isEqualTo(EXPIRED);
  }

  private static List<String> deliveries(Decision decision) {
    return decision.commands().stream()
        .filter(Command.Deliver.class::isInstance)
        .map(command -> ((Command.Deliver) command).event())
        .toList();
  }

  private static Decision decide(Payment payment, String what, Instant now) {
    return ARBITER.decide(payment, evidence(what), now);
  }
}
