package io.plusgate.store.embedded;

import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Command;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.store.CatchUp;
import io.plusgate.store.Claim;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryVerdict;
import io.plusgate.store.Lease;
import io.plusgate.store.Opened;
import io.plusgate.store.Recipient;
import io.plusgate.store.ReplayAnswer;
import io.plusgate.store.Restored;
import io.plusgate.store.Settled;
import io.plusgate.store.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Payments: opened, settled by the arbiter's word, claimed when their next step is due. */
final class Payments {
  private final Arbiter arbiter;
  private final Deliveries deliveries;
  private final Consumer<PaymentKey> changed;

  Payments(Arbiter arbiter, Deliveries deliveries, Consumer<PaymentKey> changed) {
    this.arbiter = arbiter;
    this.deliveries = deliveries;
    this.changed = changed;
  }

  Opened open(Transaction transaction, Payment payment) {
    var known = PaymentRows.find(transaction, payment.key());
    if (known.isPresent()) {
      return new Opened(false, known.get().payment());
    }
    PaymentRows.add(transaction, PaymentRow.of(Counters.next(transaction), payment));
    Timeline.add(transaction, payment, payment.since(), "written down", "pay");
    return new Opened(true, payment);
  }

  Optional<Settled> settle(Transaction transaction, Settlement settlement) {
    return PaymentRows.find(transaction, settlement.key())
        .map(row -> settle(transaction, row, settlement));
  }

  Settled settle(Transaction transaction, PaymentRow row, Settlement settlement) {
    var before = row.payment();
    var decision = arbiter.decide(before, settlement.evidence(), settlement.now());
    var after = decision.payment();
    var settled = new Settled(before, after, decision.commands());
    PaymentRows.replace(transaction, row, row.settled(after));
    Timeline.add(
        transaction, after, settlement.now(), settlement.evidence().words(), settlement.api());
    for (var deliver : settled.deliveries()) {
      deliver(transaction, before, deliver, settlement);
    }
    if (settlement.evidence().answersPay()) {
      deliveries.release(transaction, before.key(), settlement.now());
    }
    if (settled.isTransition()) {
      transaction.whenCommitted(() -> changed.accept(after.key()));
    }
    return settled;
  }

  /** Every payment that has a next step stands in the index of what is due. */
  CatchUp beginCatchUp(Transaction transaction, Restored restored) {
    Counters.skipTo(transaction, restored.firstNumber());
    var due =
        transaction.scan(
            Kind.INDEX, Keys.duePaymentsStart(), Keys.duePaymentsEnd(), Integer.MAX_VALUE / 2);
    long known = 0;
    for (var row : due) {
      var kept = dueAt(transaction, row);
      var settled = settle(transaction, kept, restored.of(kept.payment().key()));
      known += settled.after().phase().isFinal() ? 0 : 1;
    }
    long added = 0;
    for (var key : restored.listed()) {
      added += add(transaction, arbiter.listed(key, restored.now())) ? 1 : 0;
    }
    // All of them and no others: a version that did not know of this count may have been at work.
    Counters.set(transaction, Counters.AWAITING_CATCH_UP, known + added);
    return new CatchUp(known, added, restored.listed().size() - added);
  }

  private static boolean add(Transaction transaction, Payment listed) {
    if (PaymentRows.find(transaction, listed.key()).isPresent()) {
      return false;
    }
    PaymentRows.add(transaction, PaymentRow.of(Counters.next(transaction), listed));
    Timeline.add(transaction, listed, listed.since(), Restored.LISTED, Evidence.RESTORED);
    return true;
  }

  private static PaymentRow dueAt(Transaction transaction, View.Row due) {
    return PaymentRows.find(transaction, Keys.afterTime(due.key()))
        .orElseThrow(() -> new UnreadableRowException("payment: none (expected: the due one)"));
  }

  List<Payment> claim(Transaction transaction, Claim claim) {
    var claimed = new ArrayList<Payment>();
    var from = Keys.duePaymentsStart();
    var to = Keys.duePaymentsEnd(claim.now());
    for (var due : transaction.front(from, to, claim.limit())) {
      var row = dueAt(transaction, due);
      PaymentRows.replace(transaction, row, row.leased(claim.until()));
      claimed.add(row.payment());
    }
    return claimed;
  }

  /** Ends an attempt, and notes it in the payment's timeline; false when it is not ours to end. */
  boolean finish(Transaction transaction, Lease lease, DeliveryVerdict verdict, Instant now) {
    var finished = deliveries.finish(transaction, lease, verdict);
    finished
        .filter(attempt -> attempt.recipient() == Recipient.BACKEND)
        .ifPresent(attempt -> note(transaction, attempt, verdict, now));
    return finished.isPresent();
  }

  private static void note(
      Transaction transaction, Delivery attempt, DeliveryVerdict verdict, Instant now) {
    String what = verdict.words(attempt.event(), attempt.attempts());
    payment(transaction, attempt)
        .ifPresent(payment -> Timeline.add(transaction, payment, now, what, "delivery"));
  }

  /** Has a delivery sent again, and notes in the payment's timeline who wanted it. */
  ReplayAnswer replay(Transaction transaction, String webhookId, String by, Instant now) {
    var answer = deliveries.replay(transaction, webhookId, now);
    if (answer == ReplayAnswer.QUEUED) {
      deliveries
          .find(transaction, webhookId)
          .map(DeliveryRow::delivery)
          .flatMap(delivery -> payment(transaction, delivery))
          .ifPresent(
              payment -> Timeline.add(transaction, payment, now, "replayed " + webhookId, by));
    }
    return answer;
  }

  private static Optional<Payment> payment(View view, Delivery delivery) {
    return delivery
        .paymentRequestId()
        .flatMap(id -> PaymentRows.find(view, new PaymentKey(delivery.clientId(), id)))
        .map(PaymentRow::payment);
  }

  private void deliver(
      Transaction transaction, Payment before, Command.Deliver deliver, Settlement settlement) {
    var key = before.key();
    var told =
        new Told(
            Recipient.BACKEND,
            key.clientId(),
            settlement.api(),
            deliver.event(),
            deliver.source(),
            Optional.of(key.paymentRequestId()));
    deliveries.add(
        transaction,
        told,
        settlement.payload().apply(before.trace()),
        settlement.now(),
        notBefore(before, settlement.now()));
  }

  /** Early arrival: the backend hears of it after its own pay has been answered, or given up. */
  static Instant notBefore(Payment payment, Instant now) {
    boolean waitsForItsAnswer = payment.phase() == Phase.SENT && payment.sentUntil().isAfter(now);
    return waitsForItsAnswer ? payment.sentUntil() : now;
  }
}
