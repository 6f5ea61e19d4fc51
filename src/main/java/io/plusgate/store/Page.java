package io.plusgate.store;

import java.util.List;
import java.util.Optional;

/**
 * One part of a list; it may hold fewer than were asked for, and still go on.
 *
 * @param next what to ask the next page with; nothing when this is the last
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }
}
