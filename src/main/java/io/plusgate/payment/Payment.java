package io.plusgate.payment;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.TraceContext;
import java.time.Instant;
import java.util.Optional;

/**
 * One payment of one client, as far as we know it.
 *
 * @param since when it came into its phase
 * @param source the API that brought it there
 * @param openedAt when it was written down
 * @param sentUntil when the wait for the answer to our own pay ends
 * @param askUntil when it can no longer succeed by its own word, or by its product's schedule
 * @param product what it is asked after by: a name of {@code inquiry.schedules}, or {@link
 *     Policy#UNKNOWN}
 * @param next what is to be done next; every payment that is not final has one
 * @param amount what we asked for, where that could be read; of an unknown product what Alipay+
 *     named first
 * @param attempts how often it was asked for, and since a cancel was requested, cancelled
 * @param cancelAsked whether a cancel was ever requested
 * @param contradiction the last contradicting statement that was told; empty when there is none
 * @param trace the place of its pay in a trace, which all that happens to it follows
 */
public record Payment(
    PaymentKey key,
    Phase phase,
    Instant since,
    String source,
    Instant openedAt,
    Instant sentUntil,
    Instant askUntil,
    String product,
    Optional<NextStep> next,
    Optional<Amount> amount,
    int attempts,
    boolean cancelAsked,
    String contradiction,
    TraceContext trace) {

  public Payment {
    if (!phase.isFinal() && next.isEmpty()) {
      throw new IllegalArgumentException("payment: no next step (expected: one until it is final)");
    }
  }

  /** When it is to be looked after again; nothing when nothing is left to do. */
  public Optional<Instant> nextAt() {
    return next.map(NextStep::at);
  }

  /** Whether it is of a restored copy and Alipay+ has not been heard on it since. */
  public boolean awaitsCatchUp() {
    return !phase.isFinal() && source.equals(Evidence.RESTORED);
  }

  /** Whether Alipay+ ever named an amount that we never sent, or two ends. */
  boolean isContradicted() {
    return !contradiction.isEmpty();
  }

  /** The same payment, which was begun by this step of a trace. */
  public Payment begunBy(TraceContext step) {
    return new Payment(
        key,
        phase,
        since,
        source,
        openedAt,
        sentUntil,
        askUntil,
        product,
        next,
        amount,
        attempts,
        cancelAsked,
        contradiction,
        step);
  }

  Payment in(Phase into, Instant now, String by) {
    return with(into, now, by, askUntil, next, amount, attempts, cancelAsked, contradiction);
  }

  Payment by(String api) {
    return in(phase, since, api);
  }

  Payment askedUntil(Instant until) {
    return with(phase, since, source, until, next, amount, attempts, cancelAsked, contradiction);
  }

  Payment next(Optional<NextStep> step) {
    return with(phase, since, source, askUntil, step, amount, attempts, cancelAsked, contradiction);
  }

  Payment of(Optional<Amount> named) {
    return with(phase, since, source, askUntil, next, named, attempts, cancelAsked, contradiction);
  }

  Payment attempted(int times) {
    return with(phase, since, source, askUntil, next, amount, times, cancelAsked, contradiction);
  }

  Payment withCancelAsked() {
    return with(phase, since, source, askUntil, next, amount, attempts, true, contradiction);
  }

  Payment contradictedBy(String statement) {
    return with(phase, since, source, askUntil, next, amount, attempts, cancelAsked, statement);
  }

  private Payment with(
      Phase newPhase,
      Instant newSince,
      String newSource,
      Instant newAskUntil,
      Optional<NextStep> newNext,
      Optional<Amount> newAmount,
      int newAttempts,
      boolean newCancelAsked,
      String newContradiction) {
    return new Payment(
        key,
        newPhase,
        newSince,
        newSource,
        openedAt,
        sentUntil,
        newAskUntil,
        product,
        newNext,
        newAmount,
        newAttempts,
        newCancelAsked,
        newContradiction,
        trace);
  }
}
