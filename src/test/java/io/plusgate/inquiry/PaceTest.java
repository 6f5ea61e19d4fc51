package io.plusgate.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Never faster than configured, in all and for each client; and not at all when it was too much.
 */
class PaceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long NOW = 17 * SECOND;

  @Test
  void spreadsTheCallsOfAllClientsEvenlyOverTheSecond() {
    var pace = new Pace(10, 10, NOW);

    var turns = IntStream.range(0, 5).mapToObj(i -> pace.take("client" + i, NOW).toMillis());

    assertThat(turns).containsExactly(0L, 100L, 200L, 300L, 400L);
  }

  @Test
  void keepsEachClientToItsOwnCapAndLetsTheOthersGoOn() {
    var pace = new Pace(100, 10, NOW);

    var greedy = IntStream.range(0, 3).mapToObj(i -> pace.take("greedy", NOW).toMillis());

    assertThat(greedy).containsExactly(0L, 100L, 200L);
    assertThat(pace.take("modest", NOW)).isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void givesNoMoreTurnsInASecondThanTheCap() {
    var pace = new Pace(50, 50, NOW);

    long taken = 0;
    for (long now = NOW; now < NOW + SECOND; now += SECOND / 100) {
      int room = pace.room(now);
      for (int i = 0; i < room; i++) {
        taken += pace.take("client", now).toNanos() + now < NOW + SECOND ? 1 : 0;
      }
    }

    assertThat(taken).isBetween(49L, 51L);
  }

  @Test
  void doesNotSaveUpTurnsThatNobodyTook() {
    var pace = new Pace(10, 10, NOW);

    int afterAnHour = pace.room(NOW + 3_600 * SECOND);

    assertThat(afterAnHour).isEqualTo(10);
  }

  @Test
  void losesNoTurnWhenNobodyLooksForMostOfASecond() {
    var pace = new Pace(10, 10, NOW);
    int first = pace.room(NOW);
    IntStream.range(0, first).forEach(i -> assertThat(pace.take("client", NOW)).isNotNull());

    long later = NOW + SECOND * 9 / 10;
    long turn = later + pace.take("client", later).toNanos();

    assertThat(turn).isEqualTo(NOW + first * SECOND / 10);
  }

  @Test
  void pausesEverythingTwiceAsLongEachTimeUpToHalfAMinute() {
    var pace = new Pace(100, 100, NOW);
    long now = NOW;

    for (long pause : new long[] {1, 2, 4, 8, 16, 30, 30}) {
      pace.tooMuch(now);

      assertThat(pace.room(now + pause * SECOND - 1)).isZero();
      now += pause * SECOND;
      assertThat(pace.room(now)).isPositive();
    }
  }

  @Test
  void takesSeveralComplaintsOfOneMomentForOne() {
    var pace = new Pace(100, 100, NOW);

    pace.tooMuch(NOW);
    pace.tooMuch(NOW + 1);
    pace.tooMuch(NOW + 2);

    assertThat(pace.room(NOW + SECOND)).isPositive();
  }

  @Test
  void startsSmallAgainAfterAnOrdinaryAnswer() {
    var pace = new Pace(100, 100, NOW);
    pace.tooMuch(NOW);
    pace.tooMuch(NOW + SECOND);

    pace.fine(NOW + 3 * SECOND);
    pace.tooMuch(NOW + 4 * SECOND);

    assertThat(pace.room(NOW + 5 * SECOND)).isPositive();
  }
}
