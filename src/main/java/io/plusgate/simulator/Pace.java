package io.plusgate.simulator;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Waits: Alipay+'s own run faster by the time factor, those that a scenario asks for do not. */
final class Pace {
  private final Vertx vertx;
  private final int factor;
  private int generation;

  Pace(Vertx vertx, int factor) {
    this.vertx = vertx;
    this.factor = factor;
  }

  /** One of Alipay+'s waits. */
  void afterScaled(Duration wait, Runnable step) {
    after(scaled(wait), step);
  }

  /** How long one of Alipay+'s waits really takes. */
  Duration scaled(Duration wait) {
    return wait.dividedBy(factor);
  }

  /** A wait in real time. */
  void after(Duration wait, Runnable step) {
    int begun = generation;
    vertx.setTimer(
        Math.max(1, wait.toMillis()),
        timer -> {
          if (begun == generation) {
            step.run();
          }
        });
  }

  /** Nothing that waits now will happen. */
  void forgetAll() {
    generation++;
  }
}
