package io.plusgate.store.postgres;

import io.plusgate.store.DeliveryState;
import io.plusgate.store.ReplayAnswer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Has a finished delivery sent again under its own id, in its place in the line. */
final class Replays {
  private static final String FIND =
      "SELECT recipient, client_id, line FROM plusgate.delivery WHERE number = $1";

  /** The delivery itself and all that wait in its line. */
  private static final String LOCK =
      "SELECT number, recipient, client_id, line, state, payment_request_id"
          + " FROM plusgate.delivery WHERE number = $1 OR (recipient = $2 AND client_id = $3"
          + " AND line = $4 AND state = 'WAITING') ORDER BY number FOR UPDATE";

  /** What waits behind it, and is not being sent, is not due before it. */
  private static final String HOLD =
      "UPDATE plusgate.delivery SET due_at = NULL WHERE recipient = $1 AND client_id = $2"
          + " AND line = $3 AND state = 'WAITING' AND leased_until IS NULL"
          + " AND due_at IS NOT NULL";

  private static final String QUEUE =
      "UPDATE plusgate.delivery SET state = 'WAITING', attempts = 0, next_at = $2, replay = true,"
          + " leased_until = NULL, due_at = NULL WHERE number = $1";

  private static final String NOTE =
      "INSERT INTO plusgate.timeline"
          + " (client_id, payment_request_id, number, at, what, source, phase)"
          + " SELECT client_id, payment_request_id, nextval('plusgate.number'), $3, $4, $5, phase"
          + " FROM plusgate.payment WHERE client_id = $1 AND payment_request_id = $2";

  private final StoreName name;

  Replays(StoreName name) {
    this.name = name;
  }

  Future<ReplayAnswer> replay(Session session, String webhookId, String by, Instant now) {
    var number = name.number(webhookId);
    if (number.isEmpty()) {
      return Future.succeededFuture(ReplayAnswer.UNKNOWN);
    }
    long wanted = number.getAsLong();
    return session
        .ask(FIND, Tuple.of(wanted))
        .map(rows -> Rows.first(rows, Line.Key::of))
        .compose(
            line ->
                line.isEmpty()
                    ? Future.succeededFuture(ReplayAnswer.PRUNED)
                    : session
                        .ask(LOCK, line(Tuple.of(wanted), line.get()))
                        .map(rows -> replay(session, rows, new Wish(wanted, webhookId, by, now))));
  }

  private static ReplayAnswer replay(Session session, RowSet<Row> rows, Wish wish) {
    var found =
        Rows.list(rows, row -> row).stream()
            .filter(row -> row.getLong("number") == wish.number())
            .findFirst();
    if (found.isEmpty()) {
      return ReplayAnswer.PRUNED;
    }
    var state = DeliveryState.valueOf(found.get().getString("state"));
    if (state == DeliveryState.WAITING) {
      return ReplayAnswer.STILL_WAITING;
    }
    queue(session, found.get(), wish);
    var counts = new Counts();
    counts.moved(Line.Key.of(found.get()).recipient(), state, DeliveryState.WAITING);
    counts.send(session);
    return ReplayAnswer.QUEUED;
  }

  private static void queue(Session session, Row row, Wish wish) {
    var line = Line.Key.of(row);
    session.send(HOLD, line(Tuple.tuple(), line));
    session.send(QUEUE, Tuple.of(wish.number(), Columns.time(wish.now())));
    session.send(Deliveries.MOVE_UP, Line.Key.COLUMNS.arrays(List.of(line)));
    Optional.ofNullable(row.getString("payment_request_id"))
        .ifPresent(
            id ->
                session.send(
                    NOTE,
                    Tuple.of(
                        line.clientId(),
                        id,
                        Columns.time(wish.now()),
                        "replayed " + wish.webhookId(),
                        wish.by())));
  }

  private static Tuple line(Tuple before, Line.Key line) {
    return before
        .addString(line.recipient().name())
        .addString(line.clientId())
        .addString(line.name());
  }

  /** Who wants what sent again. */
  private record Wish(long number, String webhookId, String by, Instant now) {}
}
