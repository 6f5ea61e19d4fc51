package io.plusgate.store;

import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Command;
import io.plusgate.payment.Decision;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.protocol.TraceContext;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps what it keeps in memory, for simulations. It holds {@link PaymentContract}, as
 * the real ones do; what no simulation needs it has not.
 */
public final class MemoryStore implements Store {
  /** Sees every decision as it is kept. */
  public interface Watcher {
    void kept(Payment before, Evidence evidence, Decision decision);
  }

  private final Arbiter arbiter;
  private final Watcher decisions;
  private final Map<PaymentKey, Row> rows = new LinkedHashMap<>();
  private final MemoryQueue queue = new MemoryQueue();
  private final List<Consumer<PaymentKey>> watchers = new CopyOnWriteArrayList<>();

  public MemoryStore(Arbiter arbiter, Watcher decisions) {
    this.arbiter = arbiter;
    this.decisions = decisions;
  }

  /** A payment, its life, and when somebody has to look after it. */
  private static final class Row {
    private final List<TimelineEvent> events = new ArrayList<>();
    private Payment payment;
    private @Nullable Instant dueAt;

    Row(Payment payment) {
      this.payment = payment;
      this.dueAt = payment.nextAt().orElse(null);
    }

    Optional<Instant> dueAt() {
      return Optional.ofNullable(dueAt);
    }

    Payment leased(Claim claim) {
      dueAt = claim.until();
      return payment;
    }
  }

  /** What is known of it, without asking anybody. */
  public Optional<Payment> payment(PaymentKey key) {
    return Optional.ofNullable(rows.get(key)).map(row -> row.payment);
  }

  /** When the next payment is due; nothing when none ever is. */
  public Optional<Instant> nextDue() {
    return rows.values().stream().flatMap(row -> row.dueAt().stream()).min(Instant::compareTo);
  }

  @Override
  public synchronized Future<Opened> openPayment(Payment payment) {
    var known = rows.get(payment.key());
    if (known != null) {
      return Future.succeededFuture(new Opened(false, known.payment));
    }
    var row = new Row(payment);
    row.events.add(new TimelineEvent(payment.since(), "written down", "pay", payment.phase()));
    rows.put(payment.key(), row);
    return Future.succeededFuture(new Opened(true, payment));
  }

  @Override
  public synchronized Future<Optional<Settled>> settlePayment(Settlement settlement) {
    return Future.succeededFuture(settle(settlement));
  }

  private Optional<Settled> settle(Settlement settlement) {
    return Optional.ofNullable(rows.get(settlement.key())).map(row -> settle(row, settlement));
  }

  private Settled settle(Row row, Settlement settlement) {
    var before = row.payment;
    var evidence = settlement.evidence();
    var now = settlement.now();
    var decision = arbiter.decide(before, evidence, now);
    var after = decision.payment();
    row.payment = after;
    if (!after.nextAt().equals(before.nextAt())) {
      row.dueAt = after.nextAt().orElse(null);
    }
    row.events.add(new TimelineEvent(now, evidence.words(), settlement.api(), after.phase()));
    decisions.kept(before, evidence, decision);
    var settled = new Settled(before, after, decision.commands());
    settled.deliveries().forEach(deliver -> tell(before, deliver, settlement));
    if (evidence.answersPay()) {
      queue.release(after.key().paymentRequestId(), now);
    }
    if (settled.isTransition()) {
      watchers.forEach(watcher -> watcher.accept(after.key()));
    }
    return settled;
  }

  private void tell(Payment payment, Command.Deliver deliver, Settlement settlement) {
    var now = settlement.now();
    boolean early = payment.phase() == Phase.SENT && payment.sentUntil().isAfter(now);
    queue.add(
        Recipient.BACKEND,
        payment.key().clientId(),
        settlement.api(),
        deliver.event(),
        Optional.of(payment.key().paymentRequestId()),
        settlement.payload().apply(payment.trace()),
        now,
        early ? payment.sentUntil() : now);
  }

  @Override
  public synchronized Future<Recorded> recordNotification(Notification told) {
    var id = told.clientId() + told.api() + told.idempotencyId();
    var receipt = queue.remember(id, told.content());
    return Future.succeededFuture(
        switch (receipt) {
          case FIRST -> first(told);
          case DUPLICATE -> new Recorded(receipt, Optional.empty());
          case CONTRADICTION -> {
            tell(told, Command.CONTRADICTION);
            yield new Recorded(receipt, Optional.empty());
          }
        });
  }

  private Recorded first(Notification told) {
    var settled = told.payment().flatMap(said -> settle(settlement(told, said)));
    if (settled.isEmpty()) {
      tell(told, told.event());
    }
    boolean contradicts =
        settled.stream()
            .flatMap(known -> known.deliveries().stream())
            .anyMatch(Command.Deliver::isContradiction);
    return new Recorded(contradicts ? Receipt.CONTRADICTION : Receipt.FIRST, settled);
  }

  private static Settlement settlement(Notification told, PaymentEvidence said) {
    var key = new PaymentKey(told.clientId(), said.paymentRequestId());
    return new Settlement(key, told.api(), said.evidence(), told.payload(), told.now());
  }

  private void tell(Notification told, String event) {
    queue.add(
        Recipient.BACKEND,
        told.clientId(),
        told.api(),
        event,
        told.payment().map(PaymentEvidence::paymentRequestId),
        told.payload().apply(TraceContext.NONE),
        told.now(),
        told.now());
  }

  @Override
  public synchronized Future<Receipt> recordHandover(Handover handover) {
    var id = "to Alipay+ " + handover.clientId() + handover.idempotencyId();
    var receipt = queue.remember(id, handover.content());
    if (receipt == Receipt.FIRST) {
      queue.add(
          Recipient.ALIPAY_PLUS,
          handover.clientId(),
          handover.api(),
          handover.api(),
          handover.paymentRequestId(),
          handover.payload(),
          handover.now(),
          handover.now());
    }
    return Future.succeededFuture(receipt);
  }

  @Override
  public synchronized Future<Optional<PaymentHistory>> findPayment(PaymentKey key) {
    return Future.succeededFuture(
        Optional.ofNullable(rows.get(key)).map(row -> new PaymentHistory(row.payment, row.events)));
  }

  @Override
  public synchronized Future<Page<Payment>> listPayments(PaymentQuery query) {
    var all = new ArrayList<>(rows.values().stream().map(row -> row.payment).toList());
    if (query.page().order() == PageRequest.Order.NEWEST_FIRST) {
      Collections.reverse(all);
    }
    var found = all.stream().filter(query::matches).toList();
    int from = query.page().after().map(Integer::parseInt).orElse(0);
    int to = Math.min(found.size(), from + query.page().limit());
    Optional<String> next =
        to < found.size() ? Optional.of(Integer.toString(to)) : Optional.empty();
    return Future.succeededFuture(new Page<>(found.subList(from, to), next));
  }

  @Override
  public synchronized Future<List<Payment>> claimDuePayments(Claim claim) {
    var due =
        rows.values().stream()
            .filter(row -> row.dueAt().filter(at -> !at.isAfter(claim.now())).isPresent())
            .sorted(Comparator.comparing(row -> row.dueAt().orElseThrow()))
            .limit(claim.limit())
            .toList();
    return Future.succeededFuture(due.stream().map(row -> row.leased(claim)).toList());
  }

  @Override
  public synchronized Future<List<ClaimedDelivery>> claimDeliveries(
      Recipient recipient, Claim claim) {
    return Future.succeededFuture(queue.claim(recipient, claim));
  }

  @Override
  public synchronized Future<Page<Delivery>> listDeliveries(DeliveryQuery query) {
    var found = queue.deliveries().filter(query::matches).toList();
    return Future.succeededFuture(new Page<>(found, Optional.empty()));
  }

  @Override
  public Future<Boolean> finishDelivery(Lease lease, DeliveryVerdict verdict, Instant now) {
    throw new UnsupportedOperationException("no simulation delivers");
  }

  @Override
  public Future<ReplayAnswer> replayDelivery(String webhookId, String by, Instant now) {
    throw new UnsupportedOperationException("no simulation replays");
  }

  @Override
  public Future<Page<Payment>> listEveryPayment(Optional<String> after) {
    throw new UnsupportedOperationException("no simulation reconciles");
  }

  @Override
  public Future<Page<PaymentEvent>> listEvents(EventQuery query) {
    throw new UnsupportedOperationException("no simulation lists events");
  }

  @Override
  public Future<CatchUp> beginCatchUp(Restored restored) {
    throw new UnsupportedOperationException("no simulation restores");
  }

  @Override
  public Future<Statistics> statistics() {
    throw new UnsupportedOperationException("no simulation counts");
  }

  @Override
  public Future<Integer> prunePayloads(Instant before, int limit) {
    throw new UnsupportedOperationException("no simulation prunes");
  }

  @Override
  public void watch(Consumer<PaymentKey> watcher) {
    watchers.add(watcher);
  }

  @Override
  public void watchWrites(IntConsumer watcher) {}

  @Override
  public Future<Void> probe() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
