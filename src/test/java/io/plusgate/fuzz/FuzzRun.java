package io.plusgate.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Gives a target its seeds as they are, then inputs made of them. The first one that breaks a
 * promise ends the run, is kept in {@code target/fuzz} and named in the failure.
 */
final class FuzzRun {
  /** {@code -Dfuzz.seed=…}: other inputs than those of every build. */
  static final long SEED = Long.getLong("fuzz.seed", 20_261_127);

  /** {@code -Dfuzz.times=…}: so many times as many. */
  static final int TIMES = Integer.getInteger("fuzz.times", 1);

  /** Of the processor, for one input of at most some kilobytes; a hundred times what is usual. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final FuzzTarget target;
  private final List<byte[]> seeds;
  private final long seed;

  FuzzRun(FuzzTarget target, List<byte[]> seeds, long seed) {
    this.target = target;
    this.seeds = seeds;
    this.seed = seed;
  }

  void run() {
    for (int known = 0; known < seeds.size(); known++) {
      take(seeds.get(known), "seed " + known);
    }
    long inputs = (long) target.inputs() * TIMES;
    var mutator = new Mutator(new SplittableRandom(seed), seeds, target);
    for (long input = 0; input < inputs; input++) {
      take(mutator.next(), "input " + input + " of -Dfuzz.seed=" + seed);
    }
  }

  private void take(byte[] input, String which) {
    long before = System.nanoTime();
    var broken = outcome(input);
    if (broken == null && System.nanoTime() - before > LONGEST.toNanos()) {
      broken = slowness(input);
    }
    if (broken != null) {
      throw new AssertionError(
          target.name() + ", " + which + ": " + broken + "; kept as " + kept(input), broken);
    }
  }

  /** A pause of the machine is no slowness: it counts what the second time takes the processor. */
  private @Nullable Throwable slowness(byte[] input) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    var broken = outcome(input);
    long spent = threads.getCurrentThreadCpuTime() - before;
    return broken == null && spent > LONGEST.toNanos()
        ? new AssertionError("took the processor " + Duration.ofNanos(spent))
        : broken;
  }

  private @Nullable Throwable outcome(byte[] input) {
    try {
      target.take(input);
      return null;
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError broken) {
      return broken;
    }
  }

  private Path kept(byte[] input) {
    var sum = new CRC32();
    sum.update(input);
    var file = Path.of("target/fuzz").resolve("%s-%08x".formatted(target.name(), sum.getValue()));
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, input);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
