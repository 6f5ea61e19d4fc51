package io.plusgate.store.postgres;

import io.plusgate.payment.Phase;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import io.plusgate.store.Statistics;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the sums that the transactions keep, and the first row of each group by its index. */
final class StatisticsReader {
  private static final String SUMS =
      "SELECT name, sum(value)::bigint AS value FROM plusgate.counter GROUP BY name";
  private static final String OLDEST_DELIVERIES =
      "SELECT k.recipient || ' ' || k.state AS name, (SELECT queued_at FROM plusgate.delivery AS d"
          + " WHERE d.recipient = k.recipient AND d.state = k.state ORDER BY d.number LIMIT 1)"
          + " AS oldest FROM unnest($1::text[]) AS k1 (recipient) CROSS JOIN unnest($2::text[])"
          + " AS k2 (state) CROSS JOIN LATERAL (SELECT k1.recipient, k2.state) AS k";
  private static final String OLDEST_PAYMENTS =
      "SELECT k.phase AS name, (SELECT p.since FROM plusgate.payment AS p WHERE p.phase = k.phase"
          + " ORDER BY p.number LIMIT 1) AS oldest FROM unnest($1::text[]) AS k (phase)";

  private final Transactions transactions;

  StatisticsReader(Transactions transactions) {
    this.transactions = transactions;
  }

  Future<Statistics> read() {
    var sums = transactions.statement(SUMS, Tuple.tuple());
    var deliveries =
        transactions.statement(
            OLDEST_DELIVERIES,
            Tuple.tuple()
                .addArrayOfString(names(Recipient.values()))
                .addArrayOfString(names(DeliveryState.values())));
    var payments =
        transactions.statement(
            OLDEST_PAYMENTS, Tuple.tuple().addArrayOfString(names(Phase.values())));
    return Future.all(sums, deliveries, payments)
        .map(
            all ->
                statistics(
                    sums(sums.result()), oldest(deliveries.result()), oldest(payments.result())));
  }

  private static Statistics statistics(
      Map<String, Long> sums, Map<String, Instant> deliveries, Map<String, Instant> payments) {
    var toldDeliveries = new ArrayList<Statistics.Deliveries>();
    for (var recipient : Recipient.values()) {
      for (var state : DeliveryState.values()) {
        toldDeliveries.add(
            new Statistics.Deliveries(
                recipient,
                state,
                sums.getOrDefault(Counts.deliveries(recipient, state), 0L),
                Optional.ofNullable(deliveries.get(recipient + " " + state))));
      }
    }
    var toldPayments = new ArrayList<Statistics.Payments>();
    var amounts = new ArrayList<Statistics.AtRisk>();
    for (var phase : Phase.values()) {
      toldPayments.add(
          new Statistics.Payments(
              phase,
              sums.getOrDefault(Counts.payments(phase), 0L),
              Counts.isAtRisk(phase)
                  ? Optional.ofNullable(payments.get(phase.name()))
                  : Optional.empty()));
      String prefix = Counts.atRisk(phase, "");
      sums.forEach(
          (name, value) -> {
            if (name.startsWith(prefix) && value != 0) {
              amounts.add(new Statistics.AtRisk(phase, name.substring(prefix.length()), value));
            }
          });
    }
    return new Statistics(
        toldDeliveries,
        toldPayments,
        amounts,
        sums.getOrDefault(Counts.RECEIPTS, 0L),
        sums.getOrDefault(Counts.PAYLOADS, 0L),
        sums.getOrDefault(Counts.PAYLOAD_BYTES, 0L),
        sums.getOrDefault(Counts.AWAITING_CATCH_UP, 0L));
  }

  private static Map<String, Long> sums(RowSet<Row> rows) {
    var sums = new HashMap<String, Long>();
    rows.forEach(row -> sums.put(row.getString("name"), row.getLong("value")));
    return sums;
  }

  private static Map<String, Instant> oldest(RowSet<Row> rows) {
    var oldest = new HashMap<String, Instant>();
    rows.forEach(
        row ->
            Rows.optionalTime(row, "oldest")
                .ifPresent(time -> oldest.put(row.getString("name"), time)));
    return oldest;
  }

  private static String[] names(Enum<?>[] values) {
    var names = new String[values.length];
    for (int place = 0; place < names.length; place++) {
      names[place] = values[place].name();
    }
    return names;
  }
}
