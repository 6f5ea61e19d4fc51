package io.plusgate.store.embedded;

import io.plusgate.payment.Phase;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import io.plusgate.store.Statistics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the counts that the transactions keep. */
final class StatisticsReader {
  /** There are fewer currencies. */
  private static final int CURRENCIES = 1_000;

  private final Database database;

  StatisticsReader(Database database) {
    this.database = database;
  }

  Statistics read() {
    var deliveries = new ArrayList<Statistics.Deliveries>();
    for (var recipient : Recipient.values()) {
      for (var state : DeliveryState.values()) {
        deliveries.add(deliveries(recipient, state));
      }
    }
    var payments = new ArrayList<Statistics.Payments>();
    var amounts = new ArrayList<Statistics.AtRisk>();
    for (var phase : Phase.values()) {
      payments.add(payments(phase));
      amounts.addAll(atRisk(phase));
    }
    return new Statistics(
        deliveries,
        payments,
        amounts,
        Counters.read(database, Counters.RECEIPTS),
        Counters.read(database, Counters.PAYLOADS),
        Counters.read(database, Counters.PAYLOAD_BYTES),
        Counters.read(database, Counters.AWAITING_CATCH_UP));
  }

  private Statistics.Deliveries deliveries(Recipient recipient, DeliveryState state) {
    var group = Group.of(recipient, state);
    Optional<Instant> oldest =
        Listing.oldest(
                database,
                group,
                number ->
                    DeliveryRows.find(database, number)
                        .map(DeliveryRow::delivery)
                        .filter(
                            delivery ->
                                delivery.recipient() == recipient && delivery.state() == state))
            .map(Delivery::queuedAt);
    return new Statistics.Deliveries(recipient, state, Census.count(database, group), oldest);
  }

  private Statistics.Payments payments(Phase phase) {
    var group = Group.of(phase);
    Optional<Instant> oldest =
        PaymentRows.isAtRisk(phase)
            ? Listing.oldest(database, group, number -> PaymentRows.in(database, phase, number))
                .map(payment -> payment.since())
            : Optional.empty();
    return new Statistics.Payments(phase, Census.count(database, group), oldest);
  }

  private List<Statistics.AtRisk> atRisk(Phase phase) {
    byte[] prefix = Keys.atRisk(phase, "");
    return database.scan(Kind.META, prefix, Keys.behind(prefix), CURRENCIES).stream()
        .map(row -> new Statistics.AtRisk(phase, currency(row.key()), Counters.value(row.value())))
        .filter(sum -> sum.value() != 0)
        .toList();
  }

  private static String currency(byte[] key) {
    return new String(key, 2, key.length - 2, StandardCharsets.UTF_8);
  }
}
