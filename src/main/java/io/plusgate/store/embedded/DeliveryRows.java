package io.plusgate.store.embedded;

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
    Census.enter(transaction, all(row), row.number());
    Census.enter(transaction, state(row), row.number());
    enterDue(transaction, row);
  }

  static void replace(Transaction transaction, DeliveryRow before, DeliveryRow after) {
    if (before.equals(after)) {
      return;
    }
    transaction.put(Kind.DELIVERIES, Keys.delivery(after.number()), after.encode());
    if (before.delivery().state() != after.delivery().state()) {
      Census.leave(transaction, state(before), before.number());
      Census.enter(transaction, state(after), after.number());
    }
    if (!before.dueAt().equals(after.dueAt())) {
      before.dueAt().ifPresent(at -> transaction.delete(Kind.INDEX, dueKey(before)));
      enterDue(transaction, after);
    }
  }

  static void delete(Transaction transaction, DeliveryRow row) {
    transaction.delete(Kind.DELIVERIES, Keys.delivery(row.number()));
    Census.leave(transaction, all(row), row.number());
    Census.leave(transaction, state(row), row.number());
  }

  private static void enterDue(Transaction transaction, DeliveryRow row) {
    if (row.dueAt().isPresent()) {
      transaction.put(Kind.INDEX, dueKey(row), NOTHING);
    }
  }

  private static byte[] dueKey(DeliveryRow row) {
    return Keys.dueDelivery(
        row.delivery().recipient(), row.dueAt().orElse(row.delivery().nextAt()), row.number());
  }

  private static Group all(DeliveryRow row) {
    return Group.of(row.delivery().recipient());
  }

  private static Group state(DeliveryRow row) {
    return Group.of(row.delivery().recipient(), row.delivery().state());
  }
}
