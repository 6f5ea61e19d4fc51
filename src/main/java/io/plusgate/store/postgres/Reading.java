package io.plusgate.store.postgres;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.store.Claim;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryQuery;
import io.plusgate.store.Page;
import io.plusgate.store.PageRequest;
import io.plusgate.store.PageRequest.Order;
import io.plusgate.store.PaymentHistory;
import io.plusgate.store.PaymentQuery;
import io.plusgate.store.TimelineEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks at payments and lists, and takes payments that are due. */
final class Reading {
  private static final String PAYMENT =
      "SELECT "
          + KeptPayment.COLUMNS.names()
          + " FROM plusgate.payment WHERE client_id = $1 AND payment_request_id = $2";

  /** More events than any lawful life has. */
  private static final String TIMELINE =
      "SELECT at, what, source, phase FROM plusgate.timeline WHERE client_id = $1"
          + " AND payment_request_id = $2 ORDER BY number LIMIT 10000";

  private static final String CLAIM =
      "WITH due AS MATERIALIZED (SELECT client_id, payment_request_id, due_at AS was_due"
          + " FROM plusgate.payment WHERE due_at <= $1 ORDER BY due_at LIMIT $2"
          + " FOR UPDATE SKIP LOCKED) UPDATE plusgate.payment AS p SET due_at = $3 FROM due"
          + " WHERE p.client_id = due.client_id"
          + " AND p.payment_request_id = due.payment_request_id RETURNING "
          + KeptPayment.COLUMNS.names("p")
          + ", due.was_due";

  private final Transactions transactions;
  private final StoreName name;

  Reading(Transactions transactions, StoreName name) {
    this.transactions = transactions;
    this.name = name;
  }

  Future<Optional<PaymentHistory>> find(PaymentKey key) {
    var parameters =
        Tuple.of(Columns.storable(key.clientId()), Columns.storable(key.paymentRequestId()));
    var payment = transactions.statement(PAYMENT, parameters);
    var events = transactions.statement(TIMELINE, parameters);
    return Future.all(payment, events)
        .map(
            both ->
                Rows.first(payment.result(), KeptPayment::of)
                    .map(
                        kept ->
                            new PaymentHistory(
                                kept.payment(), Rows.list(events.result(), Reading::event))));
  }

  private static TimelineEvent event(Row row) {
    return new TimelineEvent(
        Rows.time(row, "at"),
        row.getString("what"),
        row.getString("source"),
        Phase.valueOf(row.getString("phase")));
  }

  Future<List<Payment>> claim(Claim claim) {
    var parameters =
        Tuple.of(Columns.time(claim.now()), claim.limit(), Columns.time(claim.until()));
    return transactions
        .statement(CLAIM, parameters)
        .map(rows -> Rows.list(rows, row -> row))
        .map(
            rows ->
                rows.stream()
                    .sorted(Comparator.<Row, Instant>comparing(row -> Rows.time(row, "was_due")))
                    .map(row -> KeptPayment.of(row).payment())
                    .toList());
  }

  Future<Page<Payment>> list(PaymentQuery query) {
    var listing = new Listing("payment", KeptPayment.COLUMNS.names(), query.page());
    listing.where("phase =", query.phase().name());
    query.olderThan().ifPresent(time -> listing.where("since <", Columns.time(time)));
    return listing.page(row -> KeptPayment.of(row).payment());
  }

  Future<Page<Delivery>> list(DeliveryQuery query) {
    var listing = new Listing("delivery", Deliveries.NAMES, query.page());
    listing.where("recipient =", query.recipient().name());
    query.state().ifPresent(state -> listing.where("state =", state.name()));
    query.event().ifPresent(event -> listing.where("event =", Columns.storable(event)));
    query.since().ifPresent(time -> listing.where("queued_at >=", Columns.time(time)));
    return listing.page(row -> Deliveries.delivery(row, name));
  }

  /** One page of a table in the order of its numbers. */
  private final class Listing {
    private final StringBuilder sql;
    private final Tuple parameters = Tuple.tuple();
    private final PageRequest request;
    private String and = " WHERE ";

    Listing(String table, String columns, PageRequest request) {
      this.sql = new StringBuilder("SELECT " + columns + " FROM plusgate." + table);
      this.request = request;
    }

    void where(String condition, Object value) {
      parameters.addValue(value);
      sql.append(and).append(condition).append(" $").append(parameters.size());
      and = " AND ";
    }

    <T> Future<Page<T>> page(Function<Row, T> reader) {
      boolean forward = request.order() == Order.OLDEST_FIRST;
      try {
        request
            .after()
            .ifPresent(after -> where(forward ? "number >" : "number <", position(after)));
      } catch (IllegalArgumentException foreign) {
        return Future.failedFuture(foreign);
      }
      sql.append(" ORDER BY number ").append(forward ? "ASC" : "DESC");
      sql.append(" LIMIT ").append(request.limit() + 1);
      return transactions.statement(sql.toString(), parameters).map(rows -> page(rows, reader));
    }

    private <T> Page<T> page(RowSet<Row> found, Function<Row, T> reader) {
      var rows = Rows.list(found, row -> row);
      int shown = Math.min(rows.size(), request.limit());
      Optional<String> next =
          rows.size() > shown
              ? Optional.of(rows.get(shown - 1).getLong("number").toString())
              : Optional.empty();
      return new Page<>(rows.subList(0, shown).stream().map(reader).toList(), next);
    }

    private static long position(String after) {
      try {
        return Long.parseLong(after);
      } catch (NumberFormatException foreign) {
        throw new IllegalArgumentException(
            "page.after: " + after + " (expected: the next of an earlier page)", foreign);
      }
    }
  }
}
