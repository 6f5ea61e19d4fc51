package io.plusgate.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Amount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArbiterTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Amount AMOUNT = new Amount(100, "JPY");

  @ParameterizedTest
  @EnumSource(Phase.class)
  void neverChangesAFinalPhase(Phase said) {
    for (var known : List.of(Phase.SUCCEEDED, Phase.FAILED, Phase.CANCELLED, Phase.UNRESOLVED)) {
      var decision = Arbiter.decide(payment(known), evidence(said), NOON);

      assertThat(decision.payment()).isEqualTo(payment(known));
      assertThat(decision.commands())
          .hasSize(said.isFinal() && said != known ? 1 : 0)
          .allMatch(command -> command.equals(contradiction()));
    }
  }

  @Test
  void callsALateSuccessAfterACancelAContradiction() {
    var decision = Arbiter.decide(payment(Phase.CANCELLING), evidence(Phase.SUCCEEDED), NOON);

    assertThat(decision.payment()).isEqualTo(payment(Phase.CANCELLING));
    assertThat(decision.commands()).containsExactly(contradiction());
  }

  @Test
  void neverAppliesAnotherAmount() {
    var other = Optional.of(new Amount(101, "JPY"));
    var evidence = new Evidence("notifyPayment", Phase.SUCCEEDED, other, Optional.empty(), false);

    var decision = Arbiter.decide(payment(Phase.OPEN), evidence, NOON);

    assertThat(decision.payment()).isEqualTo(payment(Phase.OPEN));
    assertThat(decision.commands()).containsExactly(contradiction());
  }

  @Test
  void tellsTheBackendOfAFinalResultOnce() {
    var first = Arbiter.decide(payment(Phase.OPEN), evidence(Phase.SUCCEEDED), NOON);

    var again = Arbiter.decide(first.payment(), evidence(Phase.SUCCEEDED), NOON);

    assertThat(first.commands())
        .containsExactly(new Command.Deliver("payment.succeeded", "notifyPayment"));
    assertThat(again.commands()).isEmpty();
  }

  @Test
  void staysInCancellingUntilTheCancelIsThrough() {
    var decision = Arbiter.decide(payment(Phase.CANCELLING), evidence(Phase.OPEN), NOON);

    assertThat(decision.payment().phase()).isEqualTo(Phase.CANCELLING);
    assertThat(decision.payment().nextAt()).isPresent();
  }

  private static Payment payment(Phase phase) {
    Optional<Instant> nextAt = phase.isFinal() ? Optional.empty() : Optional.of(NOON);
    var key = new PaymentKey("client", "p1");
    return new Payment(key, phase, NOON, "pay", NOON, nextAt, Optional.of(AMOUNT), 0);
  }

  private static Evidence evidence(Phase phase) {
    return new Evidence("notifyPayment", phase, Optional.of(AMOUNT), Optional.empty(), false);
  }

  private static Command contradiction() {
    return new Command.Deliver(Command.CONTRADICTION, "notifyPayment");
  }
}
