package io.plusgate.store.embedded;

import io.plusgate.payment.PaymentKey;
import io.plusgate.store.Claim;
import io.plusgate.store.ClaimedDelivery;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.DeliveryVerdict;
import io.plusgate.store.Lease;
import io.plusgate.store.Payload;
import io.plusgate.store.Recipient;
import io.plusgate.store.ReplayAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be told to whom: queued, claimed when due, finished, sent again. */
final class Deliveries {
  private final StoreName name;

  Deliveries(StoreName name) {
    this.name = name;
  }

  /** A new delivery, behind the unfinished ones of its payment, due at {@code notBefore}. */
  void add(Transaction transaction, Told told, Payload payload, Instant now, Instant notBefore) {
    long number = Counters.next(transaction);
    Payloads.put(transaction, number, payload, now);
    var delivery =
        new Delivery(
            name.webhookId(number),
            told.recipient(),
            told.clientId(),
            told.api(),
            told.event(),
            told.source(),
            told.paymentRequestId(),
            now,
            DeliveryState.WAITING,
            0,
            notBefore,
            "",
            false);
    var row = new DeliveryRow(number, delivery, 0, Optional.empty(), Optional.empty());
    var line = Line.of(transaction, row);
    DeliveryRows.add(transaction, line.add(transaction, number) ? row.due() : row);
  }

  List<ClaimedDelivery> claim(Transaction transaction, Recipient recipient, Claim claim) {
    var claimed = new ArrayList<ClaimedDelivery>();
    var from = Keys.dueDeliveriesStart(recipient);
    var to = Keys.dueDeliveriesEnd(recipient, claim.now());
    for (var due : transaction.front(from, to, claim.limit())) {
      var row = DeliveryRows.get(transaction, Keys.lastNumber(due.key()));
      var leased = row.leased(claim.until());
      DeliveryRows.replace(transaction, row, leased);
      claimed.add(
          new ClaimedDelivery(
              leased.delivery(),
              Payloads.get(transaction, row.number()),
              new Lease(row.delivery().webhookId(), claim.owner(), leased.fence(), claim.until())));
    }
    return claimed;
  }

  /** Nothing when somebody else has claimed it since, so that the verdict is not ours to give. */
  Optional<Delivery> finish(Transaction transaction, Lease lease, DeliveryVerdict verdict) {
    var found = find(transaction, lease.webhookId());
    if (found.isEmpty() || !found.get().isHeldBy(lease)) {
      return Optional.empty();
    }
    var row = found.get();
    var after =
        verdict.<DeliveryRow>match(
            done -> row.ended(DeliveryState.DONE, done.note()),
            retry -> row.retriedAt(retry.at(), retry.note()),
            parked -> row.ended(DeliveryState.PARKED, parked.note()));
    DeliveryRows.replace(transaction, row, after);
    var line = Line.of(transaction, row);
    if (after.delivery().state() != DeliveryState.WAITING) {
      line.remove(transaction, row.number());
    }
    line.moveUp(transaction);
    if (after.delivery().state() == DeliveryState.DONE) {
      Pruning.finished(transaction, after);
    }
    return Optional.of(after.delivery());
  }

  /** Back into its line, under the same id. */
  ReplayAnswer replay(Transaction transaction, String webhookId, Instant now) {
    var found = find(transaction, webhookId);
    if (found.isEmpty()) {
      return name.number(webhookId).isPresent() ? ReplayAnswer.PRUNED : ReplayAnswer.UNKNOWN;
    }
    var row = found.get();
    if (row.delivery().state() == DeliveryState.WAITING) {
      return ReplayAnswer.STILL_WAITING;
    }
    var again = row.replayedAt(now);
    DeliveryRows.replace(transaction, row, again);
    var line = Line.of(transaction, again);
    boolean first = line.add(transaction, again.number());
    if (first) {
      line.moveUp(transaction);
    }
    return ReplayAnswer.QUEUED;
  }

  /** The pay answer is there: what waited for it alone is due now. */
  void release(Transaction transaction, PaymentKey key, Instant now) {
    Line.of(transaction, Recipient.BACKEND, key.clientId(), key.paymentRequestId())
        .release(transaction, now);
  }

  Optional<DeliveryRow> find(View view, String webhookId) {
    var number = name.number(webhookId);
    return number.isPresent() ? DeliveryRows.find(view, number.getAsLong()) : Optional.empty();
  }
}
