package io.plusgate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.payment.Phase;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Random histories of payments with everything that can go wrong, in virtual time: the laws hold in
 * each, and each ends.
 *
 * <p>{@code -Dplusgate.simulation.seed=N} lives one history again and prints it; {@code
 * -Dplusgate.simulation.histories=N} lives more or fewer, {@code -Dplusgate.simulation.from=N}
 * others.
 */
class PaymentSimulationTest {
  private static final String SEED = "plusgate.simulation.seed";
  private static final long FROM = Long.getLong("plusgate.simulation.from", 0);
  private static final int HISTORIES = Integer.getInteger("plusgate.simulation.histories", 50_000);

  @Test
  void everyPaymentEndsAndNoLawIsBrokenOnTheWay() {
    Long only = Long.getLong(SEED);
    if (only != null) {
      System.out.println(told(only));
      return;
    }
    Map<Phase, Integer> endings = new EnumMap<>(Phase.class);
    int neverWritten = 0;
    for (long seed = FROM; seed < FROM + HISTORIES; seed++) {
      var ending = live(seed).ending();
      ending.ifPresent(payment -> endings.merge(payment.phase(), 1, Integer::sum));
      neverWritten += ending.isEmpty() ? 1 : 0;
    }

    System.out.println(HISTORIES + " histories " + endings + " never written " + neverWritten);
    assertThat(endings.keySet()).allMatch(Phase::isFinal).hasSize(4);
  }

  @Test
  void aSeedTellsTheSameStoryEachTime() {
    for (long seed = 0; seed < 200; seed++) {
      assertThat(told(seed)).as("seed %d", seed).isEqualTo(told(seed));
    }
  }

  private static Story live(long seed) {
    var story = new Story(seed, false);
    try {
      story.run();
      return story;
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError(
          "%s%nagain: ./mvnw test -Dtest=PaymentSimulationTest -D%s=%d%n%s"
              .formatted(broken.getMessage(), SEED, seed, told(seed)),
          broken);
    }
  }

  /** What happens in the history of this seed, and what is wrong with it. */
  private static String told(long seed) {
    var story = new Story(seed, true);
    String end;
    try {
      story.run();
      end = "ends as " + story.ending();
    } catch (AssertionError | RuntimeException broken) {
      end = "BROKEN: " + broken;
    }
    return String.join("\n", story.trace()) + "\n" + end;
  }
}
