package io.plusgate.store.embedded;

import io.plusgate.store.Page;
import io.plusgate.store.PageRequest;
import io.plusgate.store.PageRequest.Order;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.LongFunction;

/** Reads one group page by page, for people. */
final class Listing {
  /** A page looks at no more blocks than this, so that a rare match can't hold a reader long. */
  private static final int BLOCKS = 40;

  private Listing() {}

  /** The numbers of the group that {@code find} has something for, in order. */
  static <T> Page<T> page(
      Database database, Group group, PageRequest request, LongFunction<Optional<T>> find) {
    var found = new ArrayList<T>();
    boolean forward = request.order() == Order.OLDEST_FIRST;
    long next = request.after().map(Listing::position).orElse(forward ? 0 : Long.MAX_VALUE - 1);
    for (int block = 0; block < BLOCKS; block++) {
      var range =
          forward ? Census.next(database, group, next) : Census.previous(database, group, next);
      if (range.isEmpty()) {
        return new Page<>(found, Optional.empty());
      }
      next = forward ? range.get().first() : range.get().last();
      while (next >= range.get().first() && next <= range.get().last()) {
        find.apply(next).ifPresent(found::add);
        next += forward ? 1 : -1;
        if (found.size() == request.limit()) {
          return new Page<>(found, Optional.of(Long.toString(next)));
        }
      }
      if (next < 0) {
        return new Page<>(found, Optional.empty());
      }
    }
    return new Page<>(found, Optional.of(Long.toString(next)));
  }

  /** The oldest of the group; nothing when it is empty. */
  static <T> Optional<T> oldest(Database database, Group group, LongFunction<Optional<T>> find) {
    return page(database, group, PageRequest.first(1, Order.OLDEST_FIRST), find).items().stream()
        .findFirst();
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
