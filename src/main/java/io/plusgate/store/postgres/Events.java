package io.plusgate.store.postgres;

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

/** The events of all payments, in the order of the timeline's key. */
final class Events {
  private static final int PAGE = 5_000;

  private static final String LIST =
      "SELECT * FROM plusgate.timeline WHERE source = $1"
          + " AND (client_id, payment_request_id, number) > ($2, $3, $4)"
          + " ORDER BY client_id, payment_request_id, number LIMIT "
          + PAGE;

  private final Transactions transactions;

  Events(Transactions transactions) {
    this.transactions = transactions;
  }

  Future<Page<PaymentEvent>> list(EventQuery query) {
    try {
      var parameters = query.after().map(Events::position).orElse(Tuple.of("", "", -1L));
      var all = Tuple.of(Columns.storable(query.source()));
      for (int place = 0; place < parameters.size(); place++) {
        all.addValue(parameters.getValue(place));
      }
      return transactions.statement(LIST, all).map(Events::page);
    } catch (IllegalArgumentException foreign) {
      return Future.failedFuture(foreign);
    }
  }

  private static Page<PaymentEvent> page(RowSet<Row> found) {
    var rows = Rows.list(found, row -> row);
    return new Page<>(
        rows.stream().map(Events::event).toList(),
        rows.size() < PAGE ? Optional.empty() : Optional.of(place(rows.get(PAGE - 1))));
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

  private static String place(Row row) {
    return JsonArray.of(
            row.getString("client_id"), row.getString("payment_request_id"), row.getLong("number"))
        .encode();
  }

  private static Tuple position(String after) {
    try {
      var place = new JsonArray(after);
      return Tuple.of(place.getString(0), place.getString(1), place.getLong(2));
    } catch (DecodeException | ClassCastException | IndexOutOfBoundsException foreign) {
      throw new IllegalArgumentException(
          "page.after: " + after + " (expected: the next of an earlier page)", foreign);
    }
  }
}
