package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
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

  /**
   * Whether the row is so near to a cut of the day that the other side may have it on a day that is
   * not compared; at a cut between two compared days both sides are at hand.
   */
  boolean isAtTheEdge(Entry row) {
    if (row.fromTheCut() > carryOver.toSeconds()) {
      return false;
    }
    long neighbour = row.isInTheMorning() ? row.day() - 1 : row.day() + 1;
    return !(holds(row.day()) && holds(neighbour));
  }

  boolean holds(long day) {
    return day >= from.toEpochDay() && day <= to.toEpochDay();
  }
}
