package io.plusgate.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** So many at once, the others in line for as long as they have time. */
class TurnsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger limit = new AtomicInteger(1);
  private final Turns turns = new Turns(vertx, limit::get);

  @AfterEach
  void stop() {
    vertx.close().onFailure(ignored -> {});
  }

  @Test
  void theFirstInLineIsTheNextToGo() {
    var first = turns.take(LONG);
    var second = turns.take(LONG);
    var third = turns.take(LONG);

    turns.leave();

    assertThat(first.result()).isTrue();
    assertThat(second.result()).isTrue();
    assertThat(third.isComplete()).isFalse();
    assertThat(turns.waiting()).isEqualTo(1);
  }

  @Test
  void whoHasNoTimeIsToldAtOnce() {
    assertThat(turns.take(LONG).result()).isTrue();

    assertThat(turns.take(Duration.ZERO).result()).isFalse();
  }

  @Test
  void whoseTimeIsOverLeavesTheLine() {
    assertThat(turns.take(LONG).result()).isTrue();

    var late = turns.take(Duration.ofMillis(20));

    await().atMost(5, SECONDS).until(late::isComplete);
    assertThat(late.result()).isFalse();
    turns.leave();
    assertThat(turns.inside()).isZero();
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void aLimitThatGrowsLetsMoreGo() {
    assertThat(turns.take(LONG).result()).isTrue();
    var second = turns.take(LONG);

    limit.set(2);
    turns.next();

    assertThat(second.result()).isTrue();
    assertThat(turns.inside()).isEqualTo(2);
  }

  @Test
  void theLineCanBeSentAway() {
    assertThat(turns.take(LONG).result()).isTrue();
    var second = turns.take(LONG);

    turns.sendAway();

    assertThat(second.result()).isFalse();
    assertThat(turns.inside()).isEqualTo(1);
  }
}
