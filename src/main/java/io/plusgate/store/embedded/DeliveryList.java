package io.plusgate.store.embedded;

import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryQuery;
import io.plusgate.store.Page;
import io.plusgate.store.PageRequest.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads deliveries page by page, for people. */
final class DeliveryList {
  /** A page looks at no more rows than this, so that a rare match can't hold a reader for long. */
  private static final int LOOKED_AT = 5_000;

  private static final int STEP = 250;

  private final Database database;
  private final DeliveryQuery query;

  DeliveryList(Database database, DeliveryQuery query) {
    this.database = database;
    this.query = query;
  }

  Page<Delivery> page() {
    var found = new ArrayList<Delivery>();
    boolean forward = query.page().order() == Order.OLDEST_FIRST;
    long last = query.page().after().map(Cursor::number).orElse(forward ? 0 : Long.MAX_VALUE);
    for (int lookedAt = 0; lookedAt < LOOKED_AT; lookedAt += STEP) {
      var numbers = forward ? after(last) : before(last);
      for (long number : numbers) {
        last = number;
        DeliveryRows.find(database, number)
            .map(DeliveryRow::delivery)
            .filter(query::matches)
            .ifPresent(found::add);
        if (found.size() == query.page().limit()) {
          return new Page<>(found, Optional.of(Cursor.of(last)));
        }
      }
      if (numbers.size() < STEP) {
        return new Page<>(found, Optional.empty());
      }
    }
    return new Page<>(found, Optional.of(Cursor.of(last)));
  }

  private List<Long> after(long number) {
    return numbers(database.scan(kind(), key(number + 1), Keys.behind(start()), STEP));
  }

  private List<Long> before(long number) {
    return numbers(database.scanBack(kind(), start(), key(number), STEP));
  }

  private static List<Long> numbers(List<View.Row> rows) {
    return rows.stream().map(row -> Keys.lastNumber(row.key())).toList();
  }

  private Kind kind() {
    return query.state().isPresent() ? Kind.INDEX : Kind.DELIVERIES;
  }

  private byte[] start() {
    return query
        .state()
        .map(state -> Keys.inStateStart(query.recipient(), state))
        .orElseGet(Keys::deliveries);
  }

  private byte[] key(long number) {
    return query
        .state()
        .map(state -> Keys.inState(query.recipient(), state, number))
        .orElseGet(() -> Keys.delivery(number));
  }
}
