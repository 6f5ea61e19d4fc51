package io.plusgate.store.postgres;

import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.store.Digest;
import io.plusgate.store.TimelineEvent;
import io.plusgate.store.copy.Kept;
import io.plusgate.store.copy.Part;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * How rows of one part go into their table, and come out of it.
 *
 * @param count adds a row to the sums that the gateways keep
 * @param read makes the row again that was carried; deliveries need the store's name for it
 */
record CopyTable<T extends Kept>(
    Class<T> type,
    String table,
    Columns<T> columns,
    BiConsumer<Counts, T> count,
    BiFunction<Row, StoreName, Kept> read) {
  static final CopyTable<Kept.OfPayment> PAYMENTS =
      new CopyTable<>(
          Kept.OfPayment.class,
          "payment",
          KeptPayment.COLUMNS.of(
              kept -> new KeptPayment(kept.number(), kept.payment(), kept.dueAt())),
          (counts, kept) -> counts.opened(kept.payment()),
          (row, name) -> payment(KeptPayment.of(row)));

  static final CopyTable<Kept.OfEvent> EVENTS =
      new CopyTable<>(
          Kept.OfEvent.class,
          "timeline",
          Columns.<Kept.OfEvent>none()
              .text("client_id", kept -> kept.payment().clientId())
              .text("payment_request_id", kept -> kept.payment().paymentRequestId())
              .number("number", Kept.OfEvent::number)
              .time("at", kept -> kept.event().at())
              .text("what", kept -> kept.event().what())
              .text("source", kept -> kept.event().source())
              .text("phase", kept -> kept.event().phase().name()),
          (counts, kept) -> {},
          (row, name) -> event(row));

  static final CopyTable<Kept.OfReceipt> RECEIPTS =
      new CopyTable<>(
          Kept.OfReceipt.class,
          "receipt",
          Columns.<Kept.OfReceipt>none()
              .bytes("key", kept -> kept.key().bytes())
              .bytes("content", kept -> kept.content().bytes()),
          (counts, kept) -> counts.add(Counts.RECEIPTS, 1),
          (row, name) -> receipt(row));

  static final CopyTable<Kept.OfDelivery> DELIVERIES =
      new CopyTable<>(
          Kept.OfDelivery.class,
          "delivery",
          Columns.<Kept.OfDelivery>none()
              .number("number", Kept.OfDelivery::number)
              .text("recipient", kept -> kept.delivery().recipient().name())
              .text("client_id", kept -> kept.delivery().clientId())
              .text("line", CopyTable::line)
              .text("api", kept -> kept.delivery().api())
              .text("event", kept -> kept.delivery().event())
              .text("source", kept -> kept.delivery().source())
              .optionalText("payment_request_id", kept -> kept.delivery().paymentRequestId())
              .time("queued_at", kept -> kept.delivery().queuedAt())
              .text("state", kept -> kept.delivery().state().name())
              .count("attempts", kept -> kept.delivery().attempts())
              .time("next_at", kept -> kept.delivery().nextAt())
              .text("note", kept -> kept.delivery().note())
              .flag("replay", kept -> kept.delivery().replay())
              .number("fence", Kept.OfDelivery::fence)
              .optionalTime("due_at", Kept.OfDelivery::dueAt),
          (counts, kept) ->
              counts.add(
                  Counts.deliveries(kept.delivery().recipient(), kept.delivery().state()), 1),
          CopyTable::delivery);

  static final CopyTable<Kept.OfPayload> PAYLOADS =
      new CopyTable<>(
          Kept.OfPayload.class,
          "payload",
          Columns.<Kept.OfPayload>none()
              .number("number", Kept.OfPayload::number)
              .time("recorded_at", Kept.OfPayload::recordedAt)
              .text("headers", kept -> Rows.headers(kept.payload()))
              .bytes("body", kept -> kept.payload().body()),
          CopyTable::count,
          (row, name) -> payload(row));

  static CopyTable<?> of(Part part) {
    return switch (part) {
      case PAYMENTS -> PAYMENTS;
      case EVENTS -> EVENTS;
      case RECEIPTS -> RECEIPTS;
      case DELIVERIES -> DELIVERIES;
      case PAYLOADS -> PAYLOADS;
    };
  }

  String insert() {
    return columns.insertInto(table);
  }

  /** For {@link #insert}; the rows are counted. */
  Tuple arrays(List<Kept> rows, Counts counts) {
    var typed = rows.stream().map(type::cast).toList();
    typed.forEach(row -> count.accept(counts, row));
    return columns.arrays(typed);
  }

  /** All rows, in whatever order. */
  String select() {
    return "SELECT " + columns.names() + " FROM plusgate." + table;
  }

  private static void count(Counts counts, Kept.OfPayload kept) {
    counts.add(Counts.PAYLOADS, 1);
    counts.add(Counts.PAYLOAD_BYTES, kept.payload().body().length);
  }

  private static Kept payment(KeptPayment kept) {
    return new Kept.OfPayment(kept.number(), kept.payment(), kept.dueAt());
  }

  private static Kept event(Row row) {
    return new Kept.OfEvent(
        new PaymentKey(row.getString("client_id"), row.getString("payment_request_id")),
        row.getLong("number"),
        new TimelineEvent(
            Rows.time(row, "at"),
            row.getString("what"),
            row.getString("source"),
            Phase.valueOf(row.getString("phase"))));
  }

  private static Kept receipt(Row row) {
    return new Kept.OfReceipt(
        Digest.stored(row.getBuffer("key").getBytes()),
        Digest.stored(row.getBuffer("content").getBytes()));
  }

  private static String line(Kept.OfDelivery kept) {
    return kept.delivery()
        .paymentRequestId()
        .map(Line::of)
        .orElseGet(() -> Line.alone(kept.number()));
  }

  private static Kept delivery(Row row, StoreName name) {
    return new Kept.OfDelivery(
        row.getLong("number"),
        Deliveries.delivery(row, name),
        row.getLong("fence"),
        Rows.optionalTime(row, "due_at"));
  }

  private static Kept payload(Row row) {
    return new Kept.OfPayload(
        row.getLong("number"), Rows.time(row, "recorded_at"), Rows.payload(row));
  }
}
