package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ctrl-C ends a command, whatever is stuck in it. */
class ForegroundTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  @Test
  void aDrainThatNeverEndsIsCut() {
    assertThat(Foreground.isDrained(() -> Promise.<Boolean>promise().future(), SHORT)).isFalse();
  }

  @Test
  void aDrainThatFailsIsNoSuccess() {
    assertThat(Foreground.isDrained(() -> Future.failedFuture("disk"), SHORT)).isFalse();
  }

  @Test
  void aDrainThatEndsIsOne() {
    assertThat(Foreground.isDrained(() -> Future.succeededFuture(true), Duration.ofSeconds(10)))
        .isTrue();
  }

  @Test
  void aDrainThatCutSomethingIsNoSuccess() {
    assertThat(Foreground.isDrained(() -> Future.succeededFuture(false), SHORT)).isFalse();
  }
}
