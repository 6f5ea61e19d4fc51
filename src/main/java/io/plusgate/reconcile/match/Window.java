package io.plusgate.reconcile.match;

import java.time.Duration;
import java.time.LocalDate;

/**
 * Which clearing days are compared.
 *
 * @param carryOver how near to the cut a row may be that only one side has, without alarm
 */
public record Window(LocalDate from, LocalDate to, Duration carryOver) {
  public Window {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("to: " + to + " (expected: not before " + from + ")");
    }
    if (carryOver.isNegative() || carryOver.compareTo(Duration.ofHours(12)) > 0) {
      throw new IllegalArgumentException("carryOver: " + carryOver + " (expected: PT0S to PT12H)");
    }
  }

  boolean holds(long day) {
    return day >= from.toEpochDay() && day <= to.toEpochDay();
  }
}
