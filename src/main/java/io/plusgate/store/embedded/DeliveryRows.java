package io.plusgate.store.embedded;

import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import java.util.Optional;

/** Keeps each delivery's row, its indexes and the counts in step. */
final class DeliveryRows {
  private static final byte[] NOTHING = {};

  private DeliveryRows() {}

  static Optional<DeliveryRow> find(View view, long number) {
    return Optional.ofNullable(view.get(Kind.DELIVERIES, Keys.delivery(number)))
        .map(DeliveryRow::decode);
  }

  static DeliveryRow get(View view, long number) {
    return find(view, number)
        .orElseThrow(
            () -> new UnreadableRowException("delivery: " + number + " (expected: one kept)"));
  }

  static void add(Transaction transaction, DeliveryRow row) {
    transaction.put(Kind.DELIVERIES, Keys.delivery(row.number()), row.encode());
    enterState(transaction, row);
    enterDue(transaction, row);
  }

  static void replace(Transaction transaction, DeliveryRow before, DeliveryRow after) {
    if (before.equals(after)) {
      return;
    }
    transaction.put(Kind.DELIVERIES, Keys.delivery(after.number()), after.encode());
    if (before.delivery().state() != after.delivery().state()) {
      leaveState(transaction, before);
      enterState(transaction, after);
    }
    if (!before.dueAt().equals(after.dueAt())) {
      before.dueAt().ifPresent(at -> transaction.delete(Kind.INDEX, dueKey(before)));
      enterDue(transaction, after);
    }
  }

  static void delete(Transaction transaction, DeliveryRow row) {
    transaction.delete(Kind.DELIVERIES, Keys.delivery(row.number()));
    leaveState(transaction, row);
  }

  static String counter(Recipient recipient, DeliveryState state) {
    return "deliveries/" + recipient + "/" + state;
  }

  private static void enterState(Transaction transaction, DeliveryRow row) {
    transaction.put(Kind.INDEX, stateKey(row), NOTHING);
    Counters.add(transaction, counter(row.delivery()), 1);
  }

  private static void leaveState(Transaction transaction, DeliveryRow row) {
    transaction.delete(Kind.INDEX, stateKey(row));
    Counters.add(transaction, counter(row.delivery()), -1);
  }

  private static void enterDue(Transaction transaction, DeliveryRow row) {
    if (row.dueAt().isPresent()) {
      transaction.put(Kind.INDEX, dueKey(row), NOTHING);
    }
  }

  private static byte[] stateKey(DeliveryRow row) {
    return Keys.inState(row.delivery().recipient(), row.delivery().state(), row.number());
  }

  private static byte[] dueKey(DeliveryRow row) {
    return Keys.dueDelivery(
        row.delivery().recipient(), row.dueAt().orElse(row.delivery().nextAt()), row.number());
  }

  private static String counter(Delivery delivery) {
    return counter(delivery.recipient(), delivery.state());
  }
}
