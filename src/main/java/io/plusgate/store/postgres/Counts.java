package io.plusgate.store.postgres;

import io.plusgate.payment.Payment;
import io.plusgate.payment.Phase;
import io.plusgate.protocol.Amount;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How one transaction changes the sums that the statistics read. Written last, in the order of
 * their names and into one shard, so that transactions hardly ever wait for each other here.
 */
final class Counts {
  static final String RECEIPTS = "receipts";
  static final String PAYLOADS = "payloads";
  static final String PAYLOAD_BYTES = "payload bytes";
  static final String AWAITING_CATCH_UP = "awaiting catch-up";

  private static final int SHARDS = 16;

  /** Gateways start apart. */
  private static final AtomicInteger SHARD = new AtomicInteger((int) ProcessHandle.current().pid());

  private static final Columns<Map.Entry<String, Long>> COLUMNS =
      Columns.<Map.Entry<String, Long>>none()
          .text("name", Map.Entry::getKey)
          .count("shard", row -> 0)
          .number("value", Map.Entry::getValue);
  private static final String ADD =
      "INSERT INTO plusgate.counter AS c (name, shard, value)"
          + " SELECT n, s + $4::integer, v FROM "
          + COLUMNS.unnest()
          + " AS k (n, s, v)"
          + " ON CONFLICT (name, shard) DO UPDATE SET value = c.value + excluded.value";

  private final Map<String, Long> changes = new TreeMap<>();

  static String deliveries(Recipient recipient, DeliveryState state) {
    return "deliveries " + recipient + " " + state;
  }

  static String payments(Phase phase) {
    return "payments " + phase;
  }

  static String atRisk(Phase phase, String currency) {
    return "at risk " + phase + " " + currency;
  }

  void add(String name, long more) {
    long sum = changes.merge(name, more, Long::sum);
    if (sum == 0) {
      changes.remove(name);
    }
  }

  /** All of them and no others: a version that did not know of this sum may have been at work. */
  static void setAwaitingCatchUp(Session session, long value) {
    session.send("DELETE FROM plusgate.counter WHERE name = $1", Tuple.of(AWAITING_CATCH_UP));
    var sum = new Counts();
    sum.add(AWAITING_CATCH_UP, value);
    sum.send(session);
  }

  void opened(Payment payment) {
    count(payment, 1);
  }

  void replaced(Payment before, Payment after) {
    count(before, -1);
    count(after, 1);
  }

  void moved(Recipient recipient, DeliveryState before, DeliveryState after) {
    add(deliveries(recipient, before), -1);
    add(deliveries(recipient, after), 1);
  }

  void send(Session session) {
    if (!changes.isEmpty()) {
      int shard = Math.floorMod(SHARD.incrementAndGet(), SHARDS);
      session.send(ADD, COLUMNS.arrays(List.copyOf(changes.entrySet())).addInteger(shard));
    }
  }

  /** Money that may have moved without anybody knowing. */
  static boolean isAtRisk(Phase phase) {
    return !phase.isFinal() || phase == Phase.UNRESOLVED;
  }

  private void count(Payment payment, int sign) {
    add(payments(payment.phase()), sign);
    if (payment.awaitsCatchUp()) {
      add(AWAITING_CATCH_UP, sign);
    }
    if (isAtRisk(payment.phase()) && payment.amount().isPresent()) {
      Amount amount = payment.amount().get();
      add(atRisk(payment.phase(), amount.currency()), sign * amount.value());
    }
  }
}
