package io.plusgate.simulation;

import java.time.Duration;
import java.util.SplittableRandom;

/** All chance of one history: the same seed throws the same. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean in(int hundred) {
    return random.nextInt(100) < hundred;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  Duration upTo(Duration longest) {
    return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
  }

  @SafeVarargs
  final <T> T oneOf(T... all) {
    return all[random.nextInt(all.length)];
  }
}
