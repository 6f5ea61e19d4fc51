package io.plusgate.app;

import java.util.List;

/**
 * How a gateway has ended.
 *
 * @param cut what did not come to its end, e.g. {@code calls of the backend: pay=1}; what was
 *     acknowledged is on disk all the same
 */
public record Drained(List<String> cut) {
  public Drained {
    cut = List.copyOf(cut);
  }

  /** Whether everything came to its end. */
  public boolean isWhole() {
    return cut.isEmpty();
  }
}
