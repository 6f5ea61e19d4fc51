package io.plusgate.payment;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The one place that says what evidence makes of a payment; pure.
 *
 * <p>A final phase never changes. Once a cancel was requested the payment ends as cancelled, or
 * unresolved when its window closes (D/integration_cashier_acq_tile/cancel_payment). What
 * contradicts this, or names another amount, is told and never applied.
 */
public final class Arbiter {
  private Arbiter() {}

  public static Decision decide(Payment payment, Evidence evidence, Instant now) {
    boolean otherAmount =
        evidence.amount().isPresent()
            && payment.amount().isPresent()
            && !evidence.amount().equals(payment.amount());
    if (otherAmount || contradicts(payment.phase(), evidence.phase())) {
      var told = new Command.Deliver(Command.CONTRADICTION, evidence.source());
      return new Decision(payment, List.of(told));
    }
    return payment.phase().isFinal()
        ? new Decision(payment, List.of())
        : new Decision(after(payment, evidence, now), commands(evidence));
  }

  private static boolean contradicts(Phase known, Phase said) {
    return switch (known) {
      case SENT, OPEN -> false;
      case CANCELLING -> said == Phase.SUCCEEDED || said == Phase.FAILED;
      case SUCCEEDED, FAILED, CANCELLED, UNRESOLVED -> said.isFinal() && said != known;
    };
  }

  private static Payment after(Payment payment, Evidence evidence, Instant now) {
    boolean goesBack = evidence.phase().compareTo(payment.phase()) < 0;
    var phase = goesBack ? payment.phase() : evidence.phase();
    boolean moves = phase != payment.phase();
    Optional<Instant> nextAt = evidence.nextAt().isPresent() ? evidence.nextAt() : payment.nextAt();
    return new Payment(
        payment.key(),
        phase,
        moves ? now : payment.since(),
        moves ? evidence.source() : payment.source(),
        payment.sentUntil(),
        phase.isFinal() ? Optional.empty() : nextAt,
        payment.amount(),
        payment.attempts() + 1);
  }

  /** The backend has the answer to its own pay already. */
  private static List<Command> commands(Evidence evidence) {
    if (!evidence.phase().isFinal() || evidence.answersPay()) {
      return List.of();
    }
    var event = "payment." + evidence.phase().name().toLowerCase(Locale.ROOT);
    return List.of(new Command.Deliver(event, evidence.source()));
  }
}
