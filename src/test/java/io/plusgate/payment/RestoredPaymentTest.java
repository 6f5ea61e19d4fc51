package io.plusgate.payment;

import static io.plusgate.payment.Lives.AMOUNT;
import static io.plusgate.payment.Lives.ARBITER;
import static io.plusgate.payment.Lives.KEY;
import static io.plusgate.payment.Lives.NOON;
import static io.plusgate.payment.Lives.evidence;
import static io.plusgate.payment.Lives.in;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the arbiter makes of payments whose store was put back to an older state (0094). */
class RestoredPaymentTest {
  private static final Instant A_DAY_LATER = NOON.plusSeconds(86_400);

  /** Before the cancel window closes. */
  private static final Instant AN_HOUR_LATER = NOON.plusSeconds(3_600);

  @ParameterizedTest
  @EnumSource(names = {"SENT", "OPEN", "CANCELLING"})
  void isAskedForAtOnceBeforeAnythingElseIsDone(Phase phase) {
    var decision = decide(in(phase), "restored from a copy", AN_HOUR_LATER);

    assertThat(decision.commands()).containsExactly(new Command.AskAt(AN_HOUR_LATER));
    assertThat(decision.payment().awaitsCatchUp()).isTrue();
    assertThat(decision.payment().phase()).isEqualTo(phase == Phase.SENT ? Phase.OPEN : phase);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "FAILED", "CANCELLED", "UNRESOLVED"})
  void staysAtItsEndAndMissesNoNotification(Phase phase) {
    var decision = decide(in(phase), "restored from a copy", A_DAY_LATER);

    assertThat(decision.payment().phase()).isEqualTo(phase);
    assertThat(decision.payment().next()).isEmpty();
    assertThat(decision.payment().awaitsCatchUp()).isFalse();
    assertThat(decision.commands()).isEmpty();
  }

  @Test
  void hasItsWholeScheduleAgain() {
    var restored = restored(in(Phase.OPEN), AN_HOUR_LATER);

    var unclear = decide(restored, "inquired S, payment U", AN_HOUR_LATER.plusSeconds(1));

    assertThat(unclear.payment().askUntil()).isEqualTo(AN_HOUR_LATER.plusSeconds(60));
    assertThat(unclear.payment().next().orElseThrow().kind()).isEqualTo(NextStep.Kind.ASK);
  }

  @Test
  void keepsALaterExpiryOfItsOwn() {
    var payment = in(Phase.OPEN).askedUntil(A_DAY_LATER);

    assertThat(restored(payment, AN_HOUR_LATER).askUntil()).isEqualTo(A_DAY_LATER);
  }

  @Test
  void isNeverCancelledOnSilenceAndWaitsOn() {
    var payment = restored(in(Phase.OPEN), AN_HOUR_LATER);
    for (int asked = 1; asked < 50; asked++) {
      payment =
          decide(payment, "inquiry silent or untrusted", AN_HOUR_LATER.plusSeconds(5L * asked))
              .payment();
    }

    assertThat(payment.next().orElseThrow().kind()).isEqualTo(NextStep.Kind.ASK);
    assertThat(payment.awaitsCatchUp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inquired S, payment U", "inquired F ORDER_NOT_EXIST"})
  void isCaughtUpOnceAlipayPlusHasSaidAnything(String what) {
    var decision = decide(restored(in(Phase.OPEN), NOON), what, NOON);

    assertThat(decision.payment().phase()).isEqualTo(Phase.OPEN);
    assertThat(decision.payment().awaitsCatchUp()).isFalse();
  }

  @Test
  void isNotSaidToBeUnresolvedBecauseTheCancelOfACopyIsNotAnswered() {
    var cancelling = restored(in(Phase.CANCELLING), A_DAY_LATER);

    var silent = decide(cancelling, "inquiry silent or untrusted", A_DAY_LATER).payment();
    var closed = decide(silent, "inquired S, payment F ORDER_IS_CLOSED", A_DAY_LATER);

    assertThat(silent.next().orElseThrow().kind()).isEqualTo(NextStep.Kind.ASK);
    assertThat(silent.nextAt().orElseThrow()).isAfter(A_DAY_LATER);
    assertThat(silent.awaitsCatchUp()).isTrue();
    assertThat(closed.payment().phase()).isEqualTo(Phase.CANCELLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inquired S, payment U",
        "inquired S, payment S",
        "inquired S, payment S, other amount",
        "inquired S, payment F",
        "inquired F ORDER_NOT_EXIST"
      })
  void goesOnWithTheCancelOfACopyOnceThereIsAnAnswer(String what) {
    var decision = decide(restored(in(Phase.CANCELLING), NOON), what, NOON);

    assertThat(decision.commands()).contains(new Command.CancelAt(NOON));
    assertThat(decision.payment().awaitsCatchUp()).isFalse();
  }

  @Test
  void isAskedForWhenOnlyItsIdIsKnown() {
    var listed = ARBITER.listed(KEY, NOON);

    assertThat(listed.phase()).isEqualTo(Phase.OPEN);
    assertThat(listed.next()).contains(NextStep.ask(NOON));
    assertThat(listed.awaitsCatchUp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inquired S, payment U", "inquired F ORDER_NOT_EXIST"})
  void isNeverCancelledByTheGatewayWhenItsExpiryIsNotKnown(String what) {
    var later = NOON.plusSeconds(61);

    var decision = decide(ARBITER.listed(KEY, NOON), what, later);

    assertThat(decision.commands())
        .containsExactly(
            new Command.Raise(Alarm.EXPIRED_OPEN), new Command.AskAt(later.plusSeconds(60)));
  }

  @Test
  void isNotTakenForPaidByARepeatedPayWhenItsProductIsNotKnown() {
    var decision = decide(ARBITER.listed(KEY, NOON), "pay answered S", NOON);

    assertThat(decision.payment().phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void holdsLaterAmountsAgainstTheOneThatAlipayPlusNamedFirst() {
    var paid = decide(ARBITER.listed(KEY, NOON), "inquired S, payment S", NOON).payment();

    var decision = decide(paid, "notified S, other amount", NOON);

    assertThat(paid.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(paid.amount()).contains(AMOUNT);
    assertThat(decision.commands()).contains(new Command.Raise(Alarm.OTHER_AMOUNT));
  }

  private static Payment restored(Payment payment, Instant now) {
    return decide(payment, "restored from a copy", now).payment();
  }

  private static Decision decide(Payment payment, String what, Instant now) {
    return ARBITER.decide(payment, evidence(what), now);
  }
}
