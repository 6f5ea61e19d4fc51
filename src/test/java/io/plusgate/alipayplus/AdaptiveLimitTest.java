package io.plusgate.alipayplus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** As many calls at once as Alipay+ takes well: fewer when it slows, more when it goes well. */
class AdaptiveLimitTest {
  private static final int MOST = 64;

  private final AdaptiveLimit limit = new AdaptiveLimit(MOST, 0);
  private long now = 1;

  @Test
  void beginsWithWhatIsAllowedAndNeverExceedsIt() {
    answers(10 * MOST, true);

    assertThat(limit.now()).isEqualTo(MOST);
  }

  @Test
  void isLoweredWhenMostAnswersAreSlow() {
    answers(MOST, false);

    assertThat(limit.now()).isEqualTo(44);
  }

  @Test
  void aFewSlowWalletsDoNotLowerIt() {
    for (int i = 0; i < 10 * MOST; i++) {
      answers(1, i % 3 != 0);
    }

    assertThat(limit.now()).isEqualTo(MOST);
  }

  @Test
  void isHalvedAtOnceWhenAlipayPlusSaysThatItIsTooMuch() {
    limit.tooMuch(now, now + 1);

    assertThat(limit.now()).isEqualTo(MOST / 2);
  }

  @Test
  void whatWasOnItsWayWhenItWasLoweredDoesNotLowerItAgain() {
    long early = now;
    limit.tooMuch(early, 100);
    for (int i = 0; i < MOST; i++) {
      limit.tooMuch(early, 101 + i);
      limit.heard(false, MOST, early, 101 + i);
    }

    assertThat(limit.now()).isEqualTo(MOST / 2);
  }

  @Test
  void growsByOneForEachRoundInWhichItWasUsed() {
    limit.tooMuch(now, now);

    answers(32, true);
    answers(33, true);

    assertThat(limit.now()).isEqualTo(34);
  }

  @Test
  void doesNotGrowWhileItIsNotUsed() {
    limit.tooMuch(now, now);

    for (int i = 0; i < 1_000; i++) {
      limit.heard(true, 3, ++now, now);
    }

    assertThat(limit.now()).isEqualTo(MOST / 2);
  }

  @Test
  void leavesOneEvenAtTheWorst() {
    for (int i = 0; i < 20; i++) {
      now += 10;
      limit.tooMuch(now, now);
    }

    assertThat(limit.now()).isEqualTo(1);
  }

  private void answers(int calls, boolean inTime) {
    for (int i = 0; i < calls; i++) {
      now++;
      limit.heard(inTime, limit.now(), now, now);
    }
  }
}
