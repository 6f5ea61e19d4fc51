package io.plusgate.store.postgres;

import io.plusgate.payment.PaymentKey;
import io.plusgate.store.DeliveryState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Reads a ledger's rows under lock and writes what became of them. Locks are taken in one order in
 * every gateway: receipts, payments by their key, deliveries by their number, sums by their name.
 */
final class LedgerBook {
  private static final String LOCK_PAYMENTS =
      "SELECT "
          + KeptPayment.COLUMNS.names("p")
          + " FROM unnest($1::text[], $2::text[]) AS k (client_id, payment_request_id)"
          + " JOIN plusgate.payment AS p ON p.client_id = k.client_id"
          + " AND p.payment_request_id = k.payment_request_id"
          + " ORDER BY p.client_id, p.payment_request_id FOR UPDATE OF p";

  private static final String LOCK_LINES =
      "SELECT d.number, d.recipient, d.client_id, d.line, d.attempts, d.next_at, d.due_at FROM "
          + Line.Key.COLUMNS.unnest()
          + " AS k (recipient, client_id, line) JOIN plusgate.delivery AS d"
          + " ON d.recipient = k.recipient AND d.client_id = k.client_id AND d.line = k.line"
          + " AND d.state = 'WAITING' ORDER BY d.number FOR UPDATE OF d";

  private static final String NUMBERS =
      "SELECT nextval('plusgate.number') AS number FROM generate_series(1, $1::integer)";

  private static final String PAYMENTS = KeptPayment.COLUMNS.update("payment", KeptPayment.KEY);
  private static final String RELEASED = Line.Waiting.COLUMNS.update("delivery", List.of("number"));
  private static final String QUEUED = Queued.COLUMNS.insertInto("delivery");
  private static final String EVENTS = Ledger.Event.COLUMNS.insertInto("timeline");
  private static final String BODIES = Ledger.Body.COLUMNS.insertInto("payload");

  private static final Columns<PaymentKey> KEYS =
      Columns.<PaymentKey>none()
          .text("client_id", PaymentKey::clientId)
          .text("payment_request_id", PaymentKey::paymentRequestId);

  static final Comparator<PaymentKey> ORDER =
      Comparator.comparing(PaymentKey::clientId).thenComparing(PaymentKey::paymentRequestId);

  private LedgerBook() {}

  /** The payments as they are now and stay until the commit, and these lines' deliveries. */
  static Future<Ledger> lock(
      Session session, Ledger ledger, Collection<PaymentKey> payments, Collection<Line.Key> lines) {
    var asked = new ArrayList<Future<?>>();
    if (!payments.isEmpty()) {
      var keys = new TreeSet<>(ORDER);
      keys.addAll(payments);
      asked.add(
          session
              .ask(LOCK_PAYMENTS, KEYS.arrays(List.copyOf(keys)))
              .onSuccess(rows -> rows.forEach(row -> ledger.locked(KeptPayment.of(row)))));
    }
    if (!lines.isEmpty()) {
      var keys = List.copyOf(new LinkedHashSet<>(lines));
      asked.add(
          session
              .ask(LOCK_LINES, Line.Key.COLUMNS.arrays(keys))
              .onSuccess(
                  rows ->
                      rows.forEach(row -> ledger.locked(Line.Key.of(row), Line.Waiting.of(row)))));
    }
    return Future.join(asked).map(ledger);
  }

  /** Sends everything; the commit tells whether it worked. */
  static Future<Void> write(Session session, Ledger ledger) {
    var queued = ledger.queued();
    int count = queued.size() + ledger.events().size() + ledger.bodies().size();
    return numbers(session, count).map(numbers -> write(session, ledger, numbers.iterator()));
  }

  /** Numbers that nothing had before, higher than all that were given under the same locks. */
  static Future<List<Long>> numbers(Session session, int count) {
    if (count == 0) {
      return Future.succeededFuture(List.of());
    }
    return session
        .ask(NUMBERS, Tuple.of(count))
        .map(rows -> Rows.list(rows, row -> row.getLong("number")).stream().sorted().toList());
  }

  @SuppressWarnings("NullAway") // Void has no value
  private static Void write(Session session, Ledger ledger, Iterator<Long> numbers) {
    var queued = ledger.queued().stream().map(row -> row.numbered(numbers.next())).toList();
    var bodies = new ArrayList<Ledger.Body>();
    queued.forEach(row -> bodies.add(new Ledger.Body(row.number(), row.payload(), row.queuedAt())));
    ledger
        .bodies()
        .forEach(
            row -> bodies.add(new Ledger.Body(numbers.next(), row.payload(), row.recordedAt())));
    var events =
        ledger.events().stream()
            .map(row -> new Ledger.Event(numbers.next(), row.key(), row.event()))
            .toList();
    send(session, PAYMENTS, KeptPayment.COLUMNS, ledger.changedPayments());
    send(session, RELEASED, Line.Waiting.COLUMNS, ledger.released());
    send(session, QUEUED, Queued.COLUMNS, queued);
    send(session, BODIES, Ledger.Body.COLUMNS, bodies);
    send(session, EVENTS, Ledger.Event.COLUMNS, events);
    count(ledger.counts(), queued, bodies);
    ledger.counts().send(session);
    return null;
  }

  private static void count(Counts counts, List<Queued> queued, List<Ledger.Body> bodies) {
    for (var delivery : queued) {
      counts.add(Counts.deliveries(delivery.recipient(), DeliveryState.WAITING), 1);
    }
    for (var body : bodies) {
      counts.add(Counts.PAYLOADS, 1);
      counts.add(Counts.PAYLOAD_BYTES, body.payload().body().length);
    }
  }

  private static <T> void send(Session session, String sql, Columns<T> columns, List<T> rows) {
    if (!rows.isEmpty()) {
      session.send(sql, columns.arrays(rows));
    }
  }
}
