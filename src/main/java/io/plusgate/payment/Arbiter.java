package io.plusgate.payment;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one place that says what evidence makes of a payment; pure. {@code docs/arbiter.md} prints
 * all of it.
 *
 * <ul>
 *   <li>A final phase never changes; what agrees with it is ignored, what disagrees is a
 *       contradiction: told once, raised, never applied.
 *   <li>Only what Alipay+ said over a verified signature ends a payment.
 *   <li>An S of a pay that makes an order code, an entry code's page or a cashier page says that
 *       the code is there, not that it is paid.
 *   <li>After its time an open payment is asked for once more, then cancelled; once a cancel was
 *       requested it ends as cancelled or, when the window closes, unresolved
 *       (D/integration_cashier_acq_tile/cancel_payment).
 *   <li>A payment of which another amount was named is never cancelled by the gateway itself.
 *   <li>Nor is one whose pay was answered we don't know how, before Alipay+ has said that it is not
 *       paid: its backend may have had the success.
 *   <li>What a restored copy knows is asked for before anything else is done about it, and has its
 *       whole schedule again: the time that is missing counts against nobody.
 * </ul>
 */
public final class Arbiter {
  /** Room for an answer that came in time to be written down before we ask. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Between asks for a payment that only a person can bring forward. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Supplier<Policy> policy;

  public Arbiter(Policy policy) {
    this(() -> policy);
  }

  /** By the policy that is in force when it is asked. */
  public Arbiter(Supplier<Policy> policy) {
    this.policy = policy;
  }

  /**
   * A payment that is about to be sent.
   *
   * @param product the schedule it is asked after by
   * @param expiry its {@code paymentExpiryTime}, which wins over the schedule, except that a
   *     cashier payment lives no longer than its own (D/faq_acq/integration)
   * @param answerWithin how long the answer to the pay is waited for
   */
  public Payment sent(
      PaymentKey key,
      String product,
      Optional<Amount> amount,
      Optional<Instant> expiry,
      Instant now,
      Duration answerWithin) {
    Instant bySchedule = now.plus(policy.get().schedule(product).forTime());
    Instant byItself = expiry.orElse(bySchedule);
    boolean tooLong = product.equals(Policy.CASHIER) && byItself.isAfter(bySchedule);
    Instant until = now.plus(answerWithin);
    return new Payment(
        key,
        Phase.SENT,
        now,
        "pay",
        now,
        until,
        tooLong ? bySchedule : byItself,
        product,
        Optional.of(NextStep.ask(until.plus(GRACE))),
        amount,
        0,
        false,
        "",
        TraceContext.NONE);
  }

  /** A payment of which a restored store only knows the id, and that it was sent before now. */
  public Payment listed(PaymentKey key, Instant now) {
    return CatchUp.listed(key, policy.get(), now);
  }

  /** What this evidence makes of this payment, and what has to be done about it. */
  public Decision decide(Payment payment, Evidence evidence, Instant now) {
    var commands = new ArrayList<Command>();
    var known = CatchUp.heard(payment, evidence);
    var after =
        Words.nameOtherAmount(known, evidence)
            ? contradicted(known, evidence, Alarm.OTHER_AMOUNT, now, commands)
            : judged(known, evidence, now, commands);
    if (!after.next().equals(payment.next())) {
      after.next().flatMap(NextStep::order).ifPresent(commands::add);
    }
    return new Decision(after, commands);
  }

  private Payment judged(Payment payment, Evidence evidence, Instant now, List<Command> commands) {
    if (evidence.said() == Said.ASIDE) {
      return payment;
    }
    if (evidence.said() == Said.RESTORED) {
      return CatchUp.begin(payment, policy.get(), now);
    }
    if (Words.onlyShowsACode(payment, evidence)) {
      return payment.phase() == Phase.SENT || payment.phase() == Phase.OPEN
          ? stillOpen(payment, evidence, now, commands)
          : payment;
    }
    return switch (payment.phase()) {
      case SENT, OPEN -> open(payment, evidence, now, commands);
      case CANCELLING -> cancelling(payment, evidence, now, commands);
      case SUCCEEDED, FAILED, CANCELLED, UNRESOLVED -> ended(payment, evidence, now, commands);
    };
  }

  private Payment open(Payment payment, Evidence evidence, Instant now, List<Command> commands) {
    return switch (evidence.said()) {
      case SUCCEEDED -> end(payment, Phase.SUCCEEDED, evidence, now, commands);
      case FAILED -> end(payment, Phase.FAILED, evidence, now, commands);
      case CANCELLED -> end(payment, Phase.CANCELLED, evidence, now, commands);
      case OPEN, UNKNOWN -> stillOpen(payment, evidence, now, commands);
      case CANCEL_ASKED, CANCEL_OPEN, CANCEL_REFUSED, WINDOW_CLOSED ->
          cancelling(
              payment.in(Phase.CANCELLING, now, evidence.source()).withCancelAsked().attempted(0),
              evidence,
              now,
              commands);
      case TIME_PASSED, ASIDE, RESTORED -> payment;
    };
  }

  private Payment stillOpen(
      Payment payment, Evidence evidence, Instant now, List<Command> commands) {
    var open =
        (payment.phase() == Phase.SENT ? payment.in(Phase.OPEN, now, evidence.source()) : payment)
            .attempted(payment.attempts() + (evidence.isAsk() ? 1 : 0));
    if (now.isBefore(payment.askUntil())) {
      var gap = policy.get().schedule(payment.product()).gap(payment.key(), open.attempts());
      return open.next(Optional.of(NextStep.ask(earlier(now.plus(gap), payment.askUntil()))));
    }
    if (!evidence.isAsk()) {
      return open.next(Optional.of(NextStep.ask(now)));
    }
    Instant closes = CancelWindow.closes(payment.openedAt());
    if (!now.isBefore(closes) && evidence.isTrusted()) {
      return end(open, Phase.UNRESOLVED, evidence, now, commands);
    }
    boolean mayCancel = policy.get().cancels() && !payment.product().equals(Policy.UNKNOWN);
    if (mayCancel && !payment.isContradicted() && now.isBefore(closes)) {
      return open.next(Optional.of(lastStep(open, evidence, now)));
    }
    boolean justExpired = payment.nextAt().filter(at -> at.isAfter(payment.askUntil())).isEmpty();
    if (justExpired) {
      commands.add(new Command.Raise(Alarm.EXPIRED_OPEN));
    }
    return open.next(Optional.of(NextStep.ask(now.plus(PATIENCE))));
  }

  /**
   * A cancel. But where what the backend got for its pay was never kept here (the process died
   * between telling and keeping, or the store was down) first a word of Alipay+ on the payment.
   */
  private NextStep lastStep(Payment open, Evidence evidence, Instant now) {
    boolean backendMayBePaid = !open.source().equals("pay");
    if (!backendMayBePaid
        || (evidence instanceof Evidence.Inquired told && Words.tellOfThePayment(told))) {
      return NextStep.cancel(now);
    }
    var gap = policy.get().schedule(open.product()).gap(open.key(), open.attempts());
    return NextStep.ask(now.plus(gap));
  }

  private Payment cancelling(
      Payment payment, Evidence evidence, Instant now, List<Command> commands) {
    return switch (evidence.said()) {
      case CANCELLED -> end(payment, Phase.CANCELLED, evidence, now, commands);
      case SUCCEEDED -> contradicted(payment, evidence, Alarm.LATE_SUCCESS, now, commands);
      case CANCEL_ASKED ->
          payment
              .by(evidence.source())
              .next(
                  Optional.of(
                      NextStep.cancel(((Evidence.CancelAsked) evidence).answerBy().plus(GRACE))));
      case WINDOW_CLOSED -> end(payment, Phase.UNRESOLVED, evidence, now, commands);
      case CANCEL_REFUSED -> {
        commands.add(new Command.Raise(Alarm.CANCEL_REFUSED));
        yield cancelAgain(payment, evidence, now, commands);
      }
      case CANCEL_OPEN -> cancelAgain(payment, evidence, now, commands);
      // A failure says what the cancel is to bring about: it stands until the cancel is verified.
      case FAILED, OPEN, UNKNOWN, TIME_PASSED, ASIDE, RESTORED ->
          CatchUp.beforeCancel(payment, evidence, policy.get(), now);
    };
  }

  private Payment cancelAgain(
      Payment payment, Evidence evidence, Instant now, List<Command> commands) {
    if (!now.isBefore(CancelWindow.closes(payment.openedAt()))) {
      return end(payment, Phase.UNRESOLVED, evidence, now, commands);
    }
    var gap = policy.get().cancel().gap(payment.key(), payment.attempts());
    return payment
        .attempted(payment.attempts() + 1)
        .next(Optional.of(NextStep.cancel(now.plus(gap))));
  }

  private Payment ended(Payment payment, Evidence evidence, Instant now, List<Command> commands) {
    var known = payment.phase();
    return switch (evidence.said()) {
      case SUCCEEDED ->
          known == Phase.SUCCEEDED
              ? heard(payment, evidence)
              : contradicted(payment, evidence, againstSuccess(known), now, commands);
      case FAILED, CANCELLED ->
          agreesThatItIsUnpaid(payment, evidence)
              ? heard(payment, evidence)
              : contradicted(payment, evidence, Alarm.OTHER_OUTCOME, now, commands);
      case CANCEL_ASKED -> payment.withCancelAsked();
      case TIME_PASSED -> listened(payment, now, commands);
      case OPEN, UNKNOWN, CANCEL_OPEN, CANCEL_REFUSED, WINDOW_CLOSED, ASIDE, RESTORED -> payment;
    };
  }

  /** Failed and cancelled both say "not paid"; a payment may be cancelled after it succeeded. */
  private static boolean agreesThatItIsUnpaid(Payment payment, Evidence evidence) {
    return switch (payment.phase()) {
      case FAILED, CANCELLED -> true;
      case SUCCEEDED ->
          evidence.said() == Said.CANCELLED
              && (payment.cancelAsked() || evidence instanceof Evidence.CancelAnswered);
      case SENT, OPEN, CANCELLING, UNRESOLVED -> false;
    };
  }

  private static Alarm againstSuccess(Phase known) {
    return known == Phase.CANCELLED ? Alarm.LATE_SUCCESS : Alarm.OTHER_OUTCOME;
  }

  private static Payment heard(Payment payment, Evidence evidence) {
    return evidence instanceof Evidence.Notified ? payment.next(Optional.empty()) : payment;
  }

  private static Payment listened(Payment payment, Instant now, List<Command> commands) {
    if (payment.nextAt().filter(at -> !at.isAfter(now)).isEmpty()) {
      return payment;
    }
    commands.add(new Command.Raise(Alarm.SILENT_NOTIFICATION));
    return payment.next(Optional.empty());
  }

  private Payment end(
      Payment payment, Phase phase, Evidence evidence, Instant now, List<Command> commands) {
    if (!evidence.backendKnows() || phase == Phase.UNRESOLVED) {
      var event = "payment." + phase.name().toLowerCase(Locale.ROOT);
      commands.add(new Command.Deliver(event, evidence.source()));
    }
    if (phase == Phase.UNRESOLVED) {
      commands.add(new Command.Raise(Alarm.UNRESOLVED));
    }
    boolean notificationIsDue =
        evidence instanceof Evidence.Inquired
            && (phase == Phase.SUCCEEDED || phase == Phase.FAILED);
    return payment
        .in(phase, now, evidence.source())
        .next(
            notificationIsDue
                ? Optional.of(NextStep.listen(now.plus(policy.get().silentAfter())))
                : Optional.empty());
  }

  /** Told once for each statement; an open payment is asked for the truth. */
  private Payment contradicted(
      Payment payment, Evidence evidence, Alarm alarm, Instant now, List<Command> commands) {
    var statement = evidence.said() + evidence.amount().map(amount -> " " + amount).orElse("");
    if (!statement.equals(payment.contradiction())) {
      commands.add(new Command.Deliver(Command.CONTRADICTION, evidence.source()));
      commands.add(new Command.Raise(alarm));
    }
    var told = payment.contradictedBy(statement);
    return switch (payment.phase()) {
      case SENT, OPEN -> stillOpen(told, evidence, now, commands);
      case CANCELLING -> CatchUp.beforeCancel(told, evidence, policy.get(), now);
      case SUCCEEDED, FAILED, CANCELLED, UNRESOLVED -> told;
    };
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
