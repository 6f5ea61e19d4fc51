package io.plusgate.app;

import static java.util.stream.Collectors.joining;

import java.util.Map;

/** Numbers as people read them in the log. */
final class Words {
  private Words() {}

  /** Those that are not zero, e.g. {@code pay=2 refund=1}. */
  static String of(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .filter(count -> count.getValue() != 0)
        .map(count -> count.getKey() + "=" + count.getValue())
        .collect(joining(" "));
  }
}
