package io.plusgate.store.postgres;

import io.plusgate.store.Recipient;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The waiting deliveries of one payment to one recipient, in order; only the first may be due. */
final class Line {
  private static final String PAYMENT = "p:";
  private static final String ALONE = "n:";

  private final List<Waiting> kept = new ArrayList<>();
  private final List<Waiting> released = new ArrayList<>();
  private final List<Queued> queued = new ArrayList<>();

  static String of(String paymentRequestId) {
    return PAYMENT + Columns.storable(paymentRequestId);
  }

  static String alone(long number) {
    return ALONE + number;
  }

  void add(Waiting waiting) {
    kept.add(waiting);
  }

  /** Behind all that wait already. */
  void add(Queued delivery) {
    boolean first = kept.isEmpty() && queued.isEmpty();
    queued.add(delivery.placed(first, delivery.nextAt()));
  }

  /** What has waited for one thing only, and was never sent, need not wait any longer. */
  void release(Instant now) {
    for (var waiting : List.copyOf(kept)) {
      if (waiting.attempts() == 0 && waiting.nextAt().isAfter(now)) {
        var free = waiting.from(now);
        kept.set(kept.indexOf(waiting), free);
        released.add(free);
      }
    }
    queued.replaceAll(
        delivery ->
            delivery.nextAt().isAfter(now) ? delivery.placed(delivery.isFirst(), now) : delivery);
  }

  List<Waiting> released() {
    return released;
  }

  List<Queued> queued() {
    return queued;
  }

  /** Which line. */
  record Key(Recipient recipient, String clientId, String name) {
    static final Columns<Key> COLUMNS =
        Columns.<Key>none()
            .text("recipient", key -> key.recipient.name())
            .text("client_id", Key::clientId)
            .text("line", Key::name);

    static Key of(Row row) {
      return new Key(
          Recipient.valueOf(row.getString("recipient")),
          row.getString("client_id"),
          row.getString("line"));
    }
  }

  /** A delivery that waits, and whether it is the one that may be due. */
  record Waiting(long number, int attempts, Instant nextAt, Optional<Instant> dueAt) {
    static final Columns<Waiting> COLUMNS =
        Columns.<Waiting>none()
            .number("number", Waiting::number)
            .time("next_at", Waiting::nextAt)
            .optionalTime("due_at", Waiting::dueAt);

    static Waiting of(Row row) {
      return new Waiting(
          row.getLong("number"),
          row.getInteger("attempts"),
          Rows.time(row, "next_at"),
          Rows.optionalTime(row, "due_at"));
    }

    Waiting from(Instant now) {
      return new Waiting(number, attempts, now, dueAt.map(due -> now));
    }
  }
}
