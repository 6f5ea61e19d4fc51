package io.plusgate.payment;

import io.plusgate.protocol.TraceContext;
import java.time.Instant;
import java.util.Optional;

/**
 * What is different about a payment whose store was put back to an older state: it may have ended
 * long ago. Until Alipay+ was heard on it, its source is {@link Evidence#RESTORED}.
 */
final class CatchUp {
  private CatchUp() {}

  /**
   * As a restored copy has it: to be asked for now, and from now on for as long as a new one. Even
   * a cancel that was requested waits for the answer: it may have been done, and its window be
   * closed by now.
   */
  static Payment begin(Payment payment, Policy policy, Instant now) {
    var ask = Optional.of(NextStep.ask(now));
    return switch (payment.phase()) {
      case SENT -> open(payment.in(Phase.OPEN, now, Evidence.RESTORED), policy, now);
      case OPEN -> open(payment.by(Evidence.RESTORED), policy, now);
      case CANCELLING -> payment.by(Evidence.RESTORED).attempted(0).next(ask);
      // Whether its notification came is lost.
      case SUCCEEDED, FAILED, CANCELLED, UNRESOLVED -> payment.next(Optional.empty());
    };
  }

  private static Payment open(Payment payment, Policy policy, Instant now) {
    var anew = now.plus(policy.schedule(payment.product()).forTime());
    return payment
        .askedUntil(anew.isAfter(payment.askUntil()) ? anew : payment.askUntil())
        .attempted(0)
        .next(Optional.of(NextStep.ask(now)));
  }

  /** A payment that the copy does not know. */
  static Payment listed(PaymentKey key, Policy policy, Instant now) {
    return new Payment(
        key,
        Phase.OPEN,
        now,
        Evidence.RESTORED,
        now,
        now,
        now.plus(policy.schedule(Policy.UNKNOWN).forTime()),
        Policy.UNKNOWN,
        Optional.of(NextStep.ask(now)),
        Optional.empty(),
        0,
        false,
        "",
        TraceContext.NONE);
  }

  /**
   * A verified answer to an inquiry ends the catch-up, whatever it says. What is named first of an
   * amount that was lost is what all that is said later is held against.
   */
  static Payment heard(Payment payment, Evidence evidence) {
    if (payment.phase().isFinal() || !evidence.isTrusted()) {
      return payment;
    }
    boolean answers = payment.awaitsCatchUp() && evidence.isAsk();
    var known = answers ? payment.by(evidence.source()) : payment;
    boolean lost = known.product().equals(Policy.UNKNOWN) && known.amount().isEmpty();
    return lost ? known.of(evidence.amount()) : known;
  }

  /** Where a requested cancel waits for an answer: it goes on once there is one. */
  static Payment beforeCancel(Payment payment, Evidence evidence, Policy policy, Instant now) {
    boolean waits = payment.next().filter(next -> next.kind() == NextStep.Kind.ASK).isPresent();
    if (!waits || !evidence.isAsk()) {
      return payment;
    }
    if (evidence.isTrusted()) {
      return payment.attempted(0).next(Optional.of(NextStep.cancel(now)));
    }
    var gap = policy.cancel().gap(payment.key(), payment.attempts());
    return payment.attempted(payment.attempts() + 1).next(Optional.of(NextStep.ask(now.plus(gap))));
  }
}
