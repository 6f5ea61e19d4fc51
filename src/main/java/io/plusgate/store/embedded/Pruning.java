package io.plusgate.store.embedded;

import io.plusgate.store.DeliveryState;
import java.time.Instant;

/**
 * Forgets bodies that are old and have been delivered, from the front of the numbers, a few at a
 * time; a parked or waiting delivery keeps its body until it is done.
 */
final class Pruning {
  private static final byte[] PRUNED = Keys.meta("pruned");

  /** Bodies may be large, and the writer reads them to know what they weigh. */
  private static final int AT_ONCE = 100;

  private Pruning() {}

  /** How many it has looked at; zero when nothing is that old. */
  static int prune(Transaction transaction, Instant before, int limit) {
    long reached = Counters.read(transaction, PRUNED);
    int lookedAt = 0;
    byte[] from = Keys.number(reached + 1);
    byte[] to = Keys.number(Long.MAX_VALUE);
    for (var row : transaction.scan(Kind.PAYLOADS, from, to, Math.min(limit, AT_ONCE))) {
      if (!Payloads.decode(row.value()).recordedAt().isBefore(before)) {
        break;
      }
      reached = Keys.lastNumber(row.key());
      lookedAt++;
      var delivery = DeliveryRows.find(transaction, reached);
      if (delivery.isEmpty()) {
        Payloads.delete(transaction, reached);
      } else if (delivery.get().delivery().state() == DeliveryState.DONE) {
        forget(transaction, delivery.get());
      }
    }
    if (lookedAt > 0) {
      transaction.put(Kind.META, PRUNED, Keys.number(reached));
    }
    return lookedAt;
  }

  /** What is done only after its time is forgotten at once. */
  static void finished(Transaction transaction, DeliveryRow row) {
    if (row.number() <= Counters.read(transaction, PRUNED)) {
      forget(transaction, row);
    }
  }

  private static void forget(Transaction transaction, DeliveryRow row) {
    Payloads.delete(transaction, row.number());
    DeliveryRows.delete(transaction, row);
  }
}
