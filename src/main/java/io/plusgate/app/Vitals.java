package io.plusgate.app;

import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.RecentTraffic;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Takes the gateway's pulse every second: how late its event loops are, and what came into the
 * flows by now.
 */
final class Vitals {
  private static final long PULSE_MILLIS = 1_000;

  private final Vertx vertx;
  private final GatewayMetrics metrics;
  private final Runnable told;
  private List<Beat> beats = List.of();
  private long timer;
  private long memory;

  /**
   * @param told brings other numbers up to date with each pulse
   */
  Vitals(Vertx vertx, GatewayMetrics metrics, Runnable told) {
    this.told = told;
    this.vertx = vertx;
    this.metrics = metrics;
  }

  void start(List<Context> loops, BooleanSupplier ready) {
    var watched = loops.stream().map(Beat::new).toList();
    beats = watched;
    metrics.process();
    metrics.readiness(ready);
    metrics.eventLoopLag(() -> watched.stream().mapToLong(Beat::lagNanos).max().orElse(0) / 1e9);
    timer = vertx.setPeriodic(0, PULSE_MILLIS, pulse -> take());
    memory = vertx.setPeriodic(RecentTraffic.EVERY.toMillis(), moment -> metrics.remember());
  }

  void stop() {
    vertx.cancelTimer(timer);
    vertx.cancelTimer(memory);
  }

  private void take() {
    metrics.balance();
    told.run();
    beats.forEach(Beat::ask);
  }

  /** A task that an event loop is asked to run at once; one that hangs is late from then on. */
  private static final class Beat {
    private static final long ANSWERED = 0;

    private final Context loop;
    private final AtomicLong asked = new AtomicLong(ANSWERED);
    private volatile long lag;

    Beat(Context loop) {
      this.loop = loop;
    }

    void ask() {
      long now = System.nanoTime() | 1; // never the mark of an answer
      if (asked.compareAndSet(ANSWERED, now)) {
        loop.runOnContext(
            run -> {
              lag = System.nanoTime() - now;
              asked.set(ANSWERED);
            });
      }
    }

    long lagNanos() {
      long waiting = asked.get();
      return waiting == ANSWERED ? lag : System.nanoTime() - waiting;
    }
  }
}
