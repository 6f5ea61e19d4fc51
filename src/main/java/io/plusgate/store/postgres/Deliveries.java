package io.plusgate.store.postgres;

import io.plusgate.store.Claim;
import io.plusgate.store.ClaimedDelivery;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.DeliveryVerdict;
import io.plusgate.store.Lease;
import io.plusgate.store.Recipient;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deliveries: claimed when due by one gateway of many, finished by whoever still holds them. */
final class Deliveries {
  /** What {@link #delivery} reads. */
  static final String NAMES =
      "number, recipient, client_id, api, event, source, payment_request_id, queued_at, state,"
          + " attempts, next_at, note, replay";

  private static final String CLAIM =
      "WITH due AS MATERIALIZED (SELECT number, due_at AS was_due FROM plusgate.delivery"
          + " WHERE recipient = $1 AND due_at <= $2 ORDER BY due_at, number LIMIT $3"
          + " FOR UPDATE SKIP LOCKED), claimed AS (UPDATE plusgate.delivery AS d"
          + " SET attempts = d.attempts + 1, fence = d.fence + 1, leased_until = $4, due_at = $4"
          + " FROM due WHERE d.number = due.number RETURNING d.*, due.was_due)"
          + " SELECT c."
          + NAMES.replace(", ", ", c.")
          + ", c.fence, c.was_due, p.headers, p.body FROM claimed AS c"
          + " JOIN plusgate.payload AS p ON p.number = c.number";

  private static final String LOCK =
      "SELECT number, recipient, client_id, line, event, payment_request_id, attempts, fence,"
          + " leased_until FROM plusgate.delivery WHERE number = ANY($1::bigint[])"
          + " ORDER BY number FOR UPDATE";

  private static final String FINISH =
      "UPDATE plusgate.delivery AS d SET state = n.state, note = n.note,"
          + " next_at = coalesce(n.next_at, d.next_at), leased_until = NULL, due_at = NULL FROM "
          + Ended.COLUMNS.unnest()
          + " AS n (number, state, note, next_at) WHERE d.number = n.number";

  private static final String NOTE =
      "INSERT INTO plusgate.timeline"
          + " (client_id, payment_request_id, number, at, what, source, phase)"
          + " SELECT p.client_id, p.payment_request_id, nextval('plusgate.number'), n.at, n.what,"
          + " 'delivery', p.phase FROM "
          + Attempt.COLUMNS.unnest()
          + " AS n (client_id, payment_request_id, at, what) JOIN plusgate.payment AS p"
          + " ON p.client_id = n.client_id AND p.payment_request_id = n.payment_request_id";

  /** The first that waits in each line is due at its time, unless one of them is being sent. */
  static final String MOVE_UP =
      "UPDATE plusgate.delivery AS d SET due_at = d.next_at FROM (SELECT min(w.number) AS number"
          + " FROM "
          + Line.Key.COLUMNS.unnest()
          + " AS k (recipient, client_id, line) JOIN plusgate.delivery AS w"
          + " ON w.recipient = k.recipient AND w.client_id = k.client_id AND w.line = k.line"
          + " AND w.state = 'WAITING' GROUP BY w.recipient, w.client_id, w.line"
          + " HAVING count(w.due_at) = 0) AS f WHERE d.number = f.number";

  private final Transactions transactions;
  private final StoreName name;

  Deliveries(Transactions transactions, StoreName name) {
    this.transactions = transactions;
    this.name = name;
  }

  Future<List<ClaimedDelivery>> claim(Recipient recipient, Claim claim) {
    var parameters =
        Tuple.of(
            recipient.name(),
            Columns.time(claim.now()),
            claim.limit(),
            Columns.time(claim.until()));
    return transactions
        .statement(CLAIM, parameters)
        .map(rows -> Rows.list(rows, row -> row))
        .map(rows -> rows.stream().sorted(LONGEST_DUE_FIRST).map(row -> of(row, claim)).toList());
  }

  private static final Comparator<Row> LONGEST_DUE_FIRST =
      Comparator.<Row, Instant>comparing(row -> Rows.time(row, "was_due"))
          .thenComparing(row -> row.getLong("number"));

  private ClaimedDelivery of(Row row, Claim claim) {
    var delivery = delivery(row, name);
    var lease = new Lease(delivery.webhookId(), claim.owner(), row.getLong("fence"), claim.until());
    return new ClaimedDelivery(delivery, Rows.payload(row), lease);
  }

  /** For each whether it was still theirs; of two verdicts on one lease the first counts. */
  Future<List<Boolean>> finish(List<Finish> finishes) {
    var numbers =
        finishes.stream()
            .flatMapToLong(finish -> name.number(finish.lease().webhookId()).stream())
            .distinct()
            .boxed()
            .toArray(Long[]::new);
    return numbers.length == 0
        ? Future.succeededFuture(finishes.stream().map(finish -> false).toList())
        : transactions.run(session -> finish(session, finishes, numbers));
  }

  private Future<List<Boolean>> finish(Session session, List<Finish> finishes, Long[] numbers) {
    var locked = session.ask(LOCK, Tuple.tuple().addArrayOfLong(numbers));
    // Read after the lock: what is pruned from here on sees that these are done.
    var pruned = Pruning.reached(session);
    return Future.all(locked, pruned)
        .compose(
            both -> {
              Map<Long, Held> held = new HashMap<>();
              locked.result().forEach(row -> held.put(row.getLong("number"), Held.of(row)));
              Map<Long, Ended> ended = new LinkedHashMap<>();
              var attempts = new ArrayList<Attempt>();
              var answers = new ArrayList<Boolean>();
              for (var finish : finishes) {
                answers.add(isTaken(finish, held, ended, attempts));
              }
              note(session, attempts);
              return write(session, held, List.copyOf(ended.values()), pruned.result())
                  .map(written -> List.copyOf(answers));
            });
  }

  private boolean isTaken(
      Finish finish, Map<Long, Held> held, Map<Long, Ended> ended, List<Attempt> attempts) {
    long number = name.number(finish.lease().webhookId()).orElse(0);
    var row = held.get(number);
    if (row == null || !row.isLeased() || row.fence() != finish.lease().fence()) {
      return false;
    }
    if (ended.putIfAbsent(number, Ended.of(number, finish.verdict())) != null) {
      return false;
    }
    row.attempt(finish).ifPresent(attempts::add);
    return true;
  }

  private static void note(Session session, List<Attempt> attempts) {
    if (!attempts.isEmpty()) {
      session.send(NOTE, Attempt.COLUMNS.arrays(attempts));
    }
  }

  private static Future<Void> write(
      Session session, Map<Long, Held> held, List<Ended> ended, long pruned) {
    if (ended.isEmpty()) {
      return Future.succeededFuture();
    }
    var lines = new LinkedHashSet<Line.Key>();
    var old = new ArrayList<Long>();
    var counts = new Counts();
    for (var row : ended) {
      var line = held.get(row.number());
      if (line != null) {
        lines.add(line.line());
        counts.moved(line.line().recipient(), DeliveryState.WAITING, row.state());
      }
      if (row.state() == DeliveryState.DONE && row.number() <= pruned) {
        old.add(row.number());
      }
    }
    session.send(FINISH, Ended.COLUMNS.arrays(ended));
    session.send(MOVE_UP, Line.Key.COLUMNS.arrays(List.copyOf(lines)));
    return Pruning.forget(session, old, counts)
        .andThen(forgotten -> counts.send(session))
        .mapEmpty();
  }

  static Delivery delivery(Row row, StoreName name) {
    return new Delivery(
        name.webhookId(row.getLong("number")),
        Recipient.valueOf(row.getString("recipient")),
        row.getString("client_id"),
        row.getString("api"),
        row.getString("event"),
        row.getString("source"),
        Optional.ofNullable(row.getString("payment_request_id")),
        Rows.time(row, "queued_at"),
        DeliveryState.valueOf(row.getString("state")),
        row.getInteger("attempts"),
        Rows.time(row, "next_at"),
        row.getString("note"),
        row.getBoolean("replay"));
  }

  /** A verdict on a lease. */
  record Finish(Lease lease, DeliveryVerdict verdict, Instant now) {}

  /** A locked delivery: whose it is, and the line behind it. */
  private record Held(
      Line.Key line,
      String event,
      Optional<String> paymentRequestId,
      int attempts,
      long fence,
      boolean isLeased) {
    static Held of(Row row) {
      return new Held(
          Line.Key.of(row),
          row.getString("event"),
          Optional.ofNullable(row.getString("payment_request_id")),
          row.getInteger("attempts"),
          row.getLong("fence"),
          Rows.optionalTime(row, "leased_until").isPresent());
    }

    /** For the payment's timeline; what goes to Alipay+ is about no payment of ours. */
    Optional<Attempt> attempt(Finish finish) {
      String what = finish.verdict().words(event, attempts);
      return paymentRequestId
          .filter(id -> line.recipient() == Recipient.BACKEND)
          .map(id -> new Attempt(line.clientId(), id, finish.now(), what));
    }
  }

  /** How an attempt to tell the backend of a payment went. */
  private record Attempt(String clientId, String paymentRequestId, Instant at, String what) {
    static final Columns<Attempt> COLUMNS =
        Columns.<Attempt>none()
            .text("client_id", Attempt::clientId)
            .text("payment_request_id", Attempt::paymentRequestId)
            .time("at", Attempt::at)
            .text("what", Attempt::what);
  }

  /** How an attempt went, as it is kept. */
  private record Ended(long number, DeliveryState state, String note, Optional<Instant> nextAt) {
    static final Columns<Ended> COLUMNS =
        Columns.<Ended>none()
            .number("number", Ended::number)
            .text("state", row -> row.state.name())
            .text("note", Ended::note)
            .optionalTime("next_at", Ended::nextAt);

    static Ended of(long number, DeliveryVerdict verdict) {
      return verdict.match(
          done -> new Ended(number, DeliveryState.DONE, done.note(), Optional.empty()),
          retry -> new Ended(number, DeliveryState.WAITING, retry.note(), Optional.of(retry.at())),
          parked -> new Ended(number, DeliveryState.PARKED, parked.note(), Optional.empty()));
    }
  }
}
