package io.plusgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.backend.BackendReply;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final BackendReply MISSED = new BackendReply.Unavailable("unreachable", "refused");
  private static final BackendReply ERROR =
      new BackendReply.Replied(500, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());

  private final Breaker breaker = new Breaker();

  @Test
  void leavesAllRoomUntilTheLastFailureInARow() {
    misses(Breaker.FAILURES - 1);

    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.room(64, 0, NOON)).isEqualTo(64);
  }

  @Test
  void doesNotOpenWhileAnyAnswerComesBetween() {
    misses(Breaker.FAILURES - 1);
    assertThat(breaker.heard(ERROR, NOON)).isFalse();
    misses(Breaker.FAILURES - 1);

    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void triesOneAtATimeAtGrowingGaps() {
    misses(Breaker.FAILURES);
    var now = NOON;

    for (Duration gap : Breaker.GAPS) {
      assertThat(breaker.room(64, 0, now.plus(gap).minusMillis(1))).isZero();
      now = now.plus(gap);
      assertThat(breaker.room(64, 0, now)).isEqualTo(1);
      assertThat(breaker.room(64, 1, now)).isZero();
      breaker.probes();
      assertThat(breaker.heard(MISSED, now)).isFalse();
    }

    var longest = Breaker.GAPS.get(Breaker.GAPS.size() - 1);
    assertThat(breaker.room(64, 0, now.plus(longest))).isEqualTo(1);
  }

  @Test
  void isNotSlowedFurtherByWhatWasOnItsWayWhenItOpened() {
    misses(Breaker.FAILURES);

    misses(60);

    assertThat(breaker.room(64, 0, NOON.plus(Breaker.GAPS.get(0)))).isEqualTo(1);
  }

  @Test
  void closesAtTheFirstAnswerOfAnyKind() {
    misses(Breaker.FAILURES);
    breaker.probes();

    boolean changed = breaker.heard(ERROR, NOON.plusSeconds(1));

    assertThat(changed).isTrue();
    assertThat(breaker.room(64, 0, NOON.plusSeconds(1))).isEqualTo(64);
    assertThat(breaker.words()).isEqualTo("reachable");
  }

  @Test
  void saysSinceWhenAndWhenNext() {
    misses(Breaker.FAILURES);

    assertThat(breaker.words())
        .startsWith("not reachable since 2026-11-26T12:00:00Z, next probe at 2026-11-26T12:00:01Z");
  }

  private void misses(int times) {
    for (int i = 0; i < times; i++) {
      boolean openedByThis = breaker.heard(MISSED, NOON);
      assertThat(openedByThis && !breaker.isOpen()).isFalse();
    }
  }
}
