package io.plusgate.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times and waits as a person reads them in a table. */
final class Times {
  private Times() {}

  /** To the millisecond, in UTC; nothing for nothing. */
  static String at(@Nullable String instant) {
    return instant == null ? "" : Instant.parse(instant).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** How long ago, or in how long. */
  static String away(@Nullable String instant, Instant now) {
    if (instant == null) {
      return "";
    }
    var since = Duration.between(Instant.parse(instant), now);
    return since.isNegative() ? "in " + length(since.negated()) : length(since) + " ago";
  }

  static String wait(Instant before, Instant after) {
    return "+" + length(Duration.between(before, after));
  }

  /** Two units at most: 340ms, 2.5s, 4m 10s, 3h 5m, 2d 4h. */
  static String length(Duration length) {
    long millis = length.toMillis();
    if (millis < 1_000) {
      return millis + "ms";
    }
    if (millis < 60_000) {
      return millis / 1_000 + (millis < 10_000 ? "." + millis % 1_000 / 100 : "") + "s";
    }
    long seconds = millis / 1_000;
    if (seconds < 3_600) {
      return seconds / 60 + "m " + seconds % 60 + "s";
    }
    return seconds < 86_400
        ? seconds / 3_600 + "h " + seconds % 3_600 / 60 + "m"
        : seconds / 86_400 + "d " + seconds % 86_400 / 3_600 + "h";
  }
}
