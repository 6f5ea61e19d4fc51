package io.plusgate.store.postgres;

import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Forgets bodies that are old and have been delivered, from the front of the numbers, a few at a
 * time; a parked or waiting delivery keeps its body until it is done.
 */
final class Pruning {
  private static final String REACHED =
      "SELECT number FROM plusgate.progress WHERE name = 'pruned'";
  private static final String OLDEST =
      "SELECT number, recorded_at FROM plusgate.payload WHERE number > $1 ORDER BY number LIMIT $2";
  private static final String UNFINISHED =
      "SELECT number, state FROM plusgate.delivery WHERE number = ANY($1::bigint[])"
          + " ORDER BY number FOR UPDATE";
  private static final String FORGET_BODIES =
      "DELETE FROM plusgate.payload WHERE number = ANY($1::bigint[])"
          + " RETURNING octet_length(body) AS bytes";
  private static final String FORGET_DELIVERIES =
      "DELETE FROM plusgate.delivery WHERE number = ANY($1::bigint[]) RETURNING recipient, state";

  private Pruning() {}

  /** All bodies up to this number are gone, but for those of unfinished deliveries. */
  static Future<Long> reached(Session session) {
    return session.ask(REACHED, Tuple.tuple()).map(Pruning::number);
  }

  /** How many it has looked at; zero when nothing is that old, or another gateway is at it. */
  static Future<Integer> prune(Session session, Instant before, int limit) {
    return session
        .ask(REACHED + " FOR UPDATE SKIP LOCKED", Tuple.tuple())
        .compose(
            mine ->
                mine.size() == 0
                    ? Future.succeededFuture(0)
                    : session
                        .ask(OLDEST, Tuple.of(number(mine), limit))
                        .compose(rows -> prune(session, old(rows, before))));
  }

  private static Future<Integer> prune(Session session, List<Long> old) {
    if (old.isEmpty()) {
      return Future.succeededFuture(0);
    }
    session.send(
        "UPDATE plusgate.progress SET number = $1 WHERE name = 'pruned'",
        Tuple.of(old.get(old.size() - 1)));
    var counts = new Counts();
    return session
        .ask(UNFINISHED, numbers(old))
        .compose(
            rows -> {
              var done = new ArrayList<>(old);
              rows.forEach(row -> keepUnfinished(done, row));
              return forget(session, done, counts);
            })
        .andThen(forgotten -> counts.send(session))
        .map(old.size());
  }

  /** Both are gone when the transaction is kept; nothing of a number that is not there. */
  static Future<Void> forget(Session session, List<Long> numbers, Counts counts) {
    if (numbers.isEmpty()) {
      return Future.succeededFuture();
    }
    var bodies = session.ask(FORGET_BODIES, numbers(numbers));
    var deliveries = session.ask(FORGET_DELIVERIES, numbers(numbers));
    return Future.all(bodies, deliveries)
        .andThen(
            both -> {
              if (both.succeeded()) {
                count(counts, bodies.result(), deliveries.result());
              }
            })
        .mapEmpty();
  }

  private static void count(Counts counts, RowSet<Row> bodies, RowSet<Row> deliveries) {
    for (var row : bodies) {
      counts.add(Counts.PAYLOADS, -1);
      counts.add(Counts.PAYLOAD_BYTES, -row.getInteger("bytes"));
    }
    for (var row : deliveries) {
      var recipient = Recipient.valueOf(row.getString("recipient"));
      var state = DeliveryState.valueOf(row.getString("state"));
      counts.add(Counts.deliveries(recipient, state), -1);
    }
  }

  private static void keepUnfinished(List<Long> numbers, Row row) {
    if (!row.getString("state").equals(DeliveryState.DONE.name())) {
      numbers.remove(row.getLong("number"));
    }
  }

  private static List<Long> old(RowSet<Row> rows, Instant before) {
    var old = new ArrayList<Long>();
    for (var row : rows) {
      if (!Rows.time(row, "recorded_at").isBefore(before)) {
        break;
      }
      old.add(row.getLong("number"));
    }
    return old;
  }

  private static long number(RowSet<Row> rows) {
    return Rows.first(rows, row -> row.getLong("number")).orElse(0L);
  }

  private static Tuple numbers(List<Long> numbers) {
    return Tuple.tuple().addArrayOfLong(numbers.toArray(Long[]::new));
  }
}
