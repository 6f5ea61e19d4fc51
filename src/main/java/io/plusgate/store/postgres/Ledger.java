package io.plusgate.store.postgres;

import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Command;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.store.Payload;
import io.plusgate.store.Recipient;
import io.plusgate.store.Restored;
import io.plusgate.store.Settled;
import io.plusgate.store.Settlement;
import io.plusgate.store.TimelineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The locked rows of one transaction, and all that the calls in it make of them, in order. */
final class Ledger {
  private final Arbiter arbiter;
  private final Map<PaymentKey, KeptPayment> payments = new LinkedHashMap<>();
  private final Set<PaymentKey> changed = new LinkedHashSet<>();
  private final Set<PaymentKey> transitions = new LinkedHashSet<>();
  private final Map<Line.Key, Line> lines = new LinkedHashMap<>();
  private final List<Queued> alone = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private final Counts counts = new Counts();

  Ledger(Arbiter arbiter) {
    this.arbiter = arbiter;
  }

  void locked(KeptPayment payment) {
    payments.put(payment.payment().key(), payment);
  }

  void locked(Line.Key key, Line.Waiting waiting) {
    line(key).add(waiting);
  }

  /** Nothing when we have no such payment. */
  Optional<Settled> settle(Settlement settlement) {
    return Optional.ofNullable(payments.get(settlement.key()))
        .map(kept -> settle(kept, settlement));
  }

  private Settled settle(KeptPayment kept, Settlement settlement) {
    var before = kept.payment();
    var decision = arbiter.decide(before, settlement.evidence(), settlement.now());
    var after = decision.payment();
    var settled = new Settled(before, after, decision.commands());
    if (!after.equals(before)) {
      payments.put(after.key(), kept.settled(after));
      changed.add(after.key());
      counts.replaced(before, after);
    }
    happened(after, settlement.now(), settlement.evidence().words(), settlement.api());
    for (var deliver : settled.deliveries()) {
      deliver(before, deliver, settlement);
    }
    if (settlement.evidence().answersPay()) {
      line(lineOf(before.key())).release(settlement.now());
    }
    if (settled.isTransition()) {
      transitions.add(after.key());
    }
    return settled;
  }

  private void deliver(Payment before, Command.Deliver deliver, Settlement settlement) {
    var key = before.key();
    queue(
        new Queued(
            0,
            Recipient.BACKEND,
            key.clientId(),
            settlement.api(),
            deliver.event(),
            deliver.source(),
            Optional.of(key.paymentRequestId()),
            settlement.payload().apply(before.trace()),
            settlement.now(),
            notBefore(before, settlement.now()),
            true));
  }

  void queue(Queued delivery) {
    delivery.inLine().ifPresentOrElse(key -> line(key).add(delivery), () -> alone.add(delivery));
  }

  /** A message that nobody is told of keeps its bytes, for as long as all others do. */
  void keep(Payload payload, Instant now) {
    bodies.add(new Body(0, payload, now));
  }

  void happened(Payment after, Instant at, String what, String source) {
    events.add(new Event(0, after.key(), new TimelineEvent(at, what, source, after.phase())));
  }

  /** New, and its row already there. */
  void opened(Payment payment) {
    counts.opened(payment);
    happened(payment, payment.since(), "written down", "pay");
  }

  /** Known by a restore's list only, and its row already there. */
  void listed(Payment payment) {
    counts.opened(payment);
    happened(payment, payment.since(), Restored.LISTED, Evidence.RESTORED);
  }

  /** The locked ones, as they are after all that. */
  Map<PaymentKey, Payment> payments() {
    var all = new HashMap<PaymentKey, Payment>();
    payments.forEach((key, kept) -> all.put(key, kept.payment()));
    return all;
  }

  Counts counts() {
    return counts;
  }

  List<KeptPayment> changedPayments() {
    return changed.stream().map(payments::get).toList();
  }

  Set<PaymentKey> transitions() {
    return transitions;
  }

  List<Event> events() {
    return events;
  }

  List<Body> bodies() {
    return bodies;
  }

  List<Queued> queued() {
    var all = new ArrayList<>(alone);
    lines.values().forEach(line -> all.addAll(line.queued()));
    return all;
  }

  List<Line.Waiting> released() {
    return lines.values().stream().flatMap(line -> line.released().stream()).toList();
  }

  static Line.Key lineOf(PaymentKey key) {
    return new Line.Key(Recipient.BACKEND, key.clientId(), Line.of(key.paymentRequestId()));
  }

  private Line line(Line.Key key) {
    return lines.computeIfAbsent(key, absent -> new Line());
  }

  /** Early arrival: the backend hears of it after its own pay has been answered, or given up. */
  private static Instant notBefore(Payment payment, Instant now) {
    boolean waitsForItsAnswer = payment.phase() == Phase.SENT && payment.sentUntil().isAfter(now);
    return waitsForItsAnswer ? payment.sentUntil() : now;
  }

  /** One thing that happened to a payment. */
  record Event(long number, PaymentKey key, TimelineEvent event) {
    static final Columns<Event> COLUMNS =
        Columns.<Event>none()
            .text("client_id", row -> row.key.clientId())
            .text("payment_request_id", row -> row.key.paymentRequestId())
            .number("number", Event::number)
            .time("at", row -> row.event.at())
            .text("what", row -> row.event.what())
            .text("source", row -> row.event.source())
            .text("phase", row -> row.event.phase().name());
  }

  /** The bytes as they came. */
  record Body(long number, Payload payload, Instant recordedAt) {
    static final Columns<Body> COLUMNS =
        Columns.<Body>none()
            .number("number", Body::number)
            .time("recorded_at", Body::recordedAt)
            .text("headers", row -> Rows.headers(row.payload))
            .bytes("body", row -> row.payload.body());
  }
}
