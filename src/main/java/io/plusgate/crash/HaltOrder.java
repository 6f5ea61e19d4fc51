package io.plusgate.crash;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where to die, and at which passing.
 *
 * <p>Without the property a passing is one comparison of constants. An order that can't be read is
 * said on stderr and ignored: a gateway never stays down for the sake of a test's typing mistake.
 */
record HaltOrder(Enum<?> at, int passing, AtomicInteger passed) {
  static final String PROPERTY = "plusgate.haltAt";

  /** What a process that was killed from outside exits with. */
  private static final int KILLED = 137;

  private static final @Nullable HaltOrder GIVEN = read(System.getProperty(PROPERTY));

  /** Dies here, if that is what was asked for. */
  static void passed(Enum<?> point) {
    if (GIVEN != null && GIVEN.isFulfilledAt(point)) {
      System.err.println("plusgate halts at " + word(point));
      System.err.flush();
      Runtime.getRuntime().halt(KILLED);
    }
  }

  /** As the property and docs/promises.md spell it. */
  static String word(Enum<?> point) {
    return point.name().toLowerCase(Locale.ROOT);
  }

  /** Nothing when nothing is asked for, or nothing that could be understood. */
  static @Nullable HaltOrder read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (var point : points()) {
      if (text.equals(word(point))) {
        return new HaltOrder(point, 1, new AtomicInteger());
      }
      if (text.matches(word(point) + ":[1-9][0-9]{0,8}")) {
        int passing = Integer.parseInt(text.substring(word(point).length() + 1));
        return new HaltOrder(point, passing, new AtomicInteger());
      }
    }
    System.err.println(
        PROPERTY
            + ": "
            + text
            + " (expected: <step> or <step>:<number>, step one of "
            + points().stream().map(HaltOrder::word).toList()
            + "); ignored");
    return null;
  }

  boolean isFulfilledAt(Enum<?> point) {
    return point == at && passed.incrementAndGet() == passing;
  }

  private static List<Enum<?>> points() {
    return Stream.<Enum<?>>concat(
            Stream.of(CrashPoint.values()), Stream.of(PaymentCrashPoint.values()))
        .toList();
  }
}
