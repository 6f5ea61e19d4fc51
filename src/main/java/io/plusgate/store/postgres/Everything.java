package io.plusgate.store.postgres;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.store.EventQuery;
import io.plusgate.store.Page;
import io.plusgate.store.PaymentEvent;
import io.plusgate.store.TimelineEvent;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.function.Function;

/** Whole tables, page by page in the order of their keys, for those who want all of them. */
final class Everything {
  private static final int PAGE = 5_000;

  private static final String PAYMENTS =
      "SELECT "
          + KeptPayment.COLUMNS.names()
          + " FROM plusgate.payment WHERE (client_id, payment_request_id) > ($1, $2)"
          + " ORDER BY client_id, payment_request_id LIMIT "
          + PAGE;

  private static final String EVENTS =
      "SELECT client_id, payment_request_id, number, at, what, source, phase FROM plusgate.timeline WHERE source = $1"
          + " AND (client_id, payment_request_id, number) > ($2, $3, $4)"
          + " ORDER BY client_id, payment_request_id, number LIMIT "
          + PAGE;

  private static final Place START = new Place("", "", -1);

  private final Transactions transactions;

  Everything(Transactions transactions) {
    this.transactions = transactions;
  }

  Future<Page<Payment>> payments(Optional<String> after) {
    try {
      var from = after.map(Everything::position).orElse(START);
      return transactions
          .statement(PAYMENTS, Tuple.of(from.clientId, from.paymentRequestId))
          .map(found -> page(found, row -> KeptPayment.of(row).payment(), Place::ofPayment));
    } catch (IllegalArgumentException foreign) {
      return Future.failedFuture(foreign);
    }
  }

  Future<Page<PaymentEvent>> events(EventQuery query) {
    try {
      var from = query.after().map(Everything::position).orElse(START);
      var all =
          Tuple.of(
              Columns.storable(query.source()), from.clientId, from.paymentRequestId, from.number);
      return transactions
          .statement(EVENTS, all)
          .map(found -> page(found, Everything::event, Place::ofEvent));
    } catch (IllegalArgumentException foreign) {
      return Future.failedFuture(foreign);
    }
  }

  private static <T> Page<T> page(
      RowSet<Row> found, Function<Row, T> read, Function<Row, Place> place) {
    var rows = Rows.list(found, row -> row);
    return new Page<>(
        rows.stream().map(read).toList(),
        rows.size() < PAGE
            ? Optional.empty()
            : Optional.of(place.apply(rows.get(PAGE - 1)).encoded()));
  }

  private static PaymentEvent event(Row row) {
    return new PaymentEvent(
        new PaymentKey(row.getString("client_id"), row.getString("payment_request_id")),
        new TimelineEvent(
            Rows.time(row, "at"),
            row.getString("what"),
            row.getString("source"),
            Phase.valueOf(row.getString("phase"))));
  }

  private static Place position(String after) {
    try {
      var place = new JsonArray(after);
      return new Place(place.getString(0), place.getString(1), place.getLong(2));
    } catch (DecodeException | ClassCastException | IndexOutOfBoundsException foreign) {
      throw new IllegalArgumentException(
          "page.after: " + after + " (expected: the next of an earlier page)", foreign);
    }
  }

  /** Where a page ended. */
  private record Place(String clientId, String paymentRequestId, long number) {
    static Place ofPayment(Row row) {
      return new Place(row.getString("client_id"), row.getString("payment_request_id"), 0);
    }

    static Place ofEvent(Row row) {
      return new Place(
          row.getString("client_id"), row.getString("payment_request_id"), row.getLong("number"));
    }

    String encoded() {
      return JsonArray.of(clientId, paymentRequestId, number).encode();
    }
  }
}
