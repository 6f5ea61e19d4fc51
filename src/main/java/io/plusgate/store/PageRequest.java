package io.plusgate.store;

import java.util.Optional;

/**
 * Which part of a list.
 *
 * @param after where the page before ended ({@link Page#next}); nothing for the first page
 */
public record PageRequest(Optional<String> after, int limit, Order order) {
  /** From which end. */
  public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  public PageRequest {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("page.limit: " + limit + " (expected: 1 to 1000)");
    }
  }

  public static PageRequest first(int limit, Order order) {
    return new PageRequest(Optional.empty(), limit, order);
  }
}
