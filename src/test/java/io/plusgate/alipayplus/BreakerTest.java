package io.plusgate.alipayplus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** While Alipay+ is silent one call at a time is tried, until any call gets any answer. */
class BreakerTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Breaker breaker = new Breaker();

  @Test
  void opensAfterSoManyCallsWithoutAnyAnswer() {
    misses(Breaker.MISSES - 1);
    assertThat(breaker.letsGo(0)).isTrue();

    assertThat(breaker.missed(0)).isTrue();

    assertThat(breaker.letsGo(0)).isFalse();
  }

  @Test
  void oneAnswerAmongThemKeepsItClosed() {
    misses(Breaker.MISSES - 1);
    breaker.answered();
    misses(Breaker.MISSES - 1);

    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void triesOneAtATimeAtGrowingGaps() {
    misses(Breaker.MISSES);

    assertThat(breaker.letsGo(SECOND)).isTrue();
    assertThat(breaker.letsGo(SECOND)).isFalse();
    assertThat(breaker.missed(SECOND)).isFalse();
    assertThat(breaker.untilNext(SECOND)).isEqualTo(Breaker.GAPS.get(1));
    assertThat(breaker.letsGo(3 * SECOND)).isTrue();
  }

  @Test
  void anyAnswerClosesIt() {
    misses(Breaker.MISSES);

    breaker.answered();

    assertThat(breaker.letsGo(0)).isTrue();
    assertThat(breaker.letsGo(0)).isTrue();
  }

  @Test
  void aProbeThatWasNotSentLeavesItsTurnToAnother() {
    misses(Breaker.MISSES);
    assertThat(breaker.letsGo(SECOND)).isTrue();

    breaker.notTried();

    assertThat(breaker.letsGo(SECOND)).isTrue();
  }

  private void misses(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(breaker.missed(0)).isEqualTo(i == Breaker.MISSES - 1);
    }
  }
}
