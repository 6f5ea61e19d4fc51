package io.plusgate.app;

import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.RecentTraffic;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the gateway's pulse every second: how late its event loops are, and what came into the
 * flows by now.
 */
final class Vitals {
  private static final long PULSE_MILLIS = 1_000;

  private final Vertx vertx;
  private final GatewayMetrics metrics;
  private final Runnable told;
  private final Future<Void> made;
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
    // The JVM loads its management for them: not on the way of a start.
    this.made = vertx.executeBlocking(this::make, false);
  }

  /** Completes when the meters of the process are there. */
  Future<Void> made() {
    return made;
  }

  void start(List<Context> loops, BooleanSupplier ready) {
    var watched = loops.stream().map(Beat::new).toList();
    beats = watched;
    metrics.readiness(ready);
    metrics.eventLoopLag(() -> watched.stream().mapToLong(Beat::lagNanos).max().orElse(0) / 1e9);
    timer = vertx.setPeriodic(0, PULSE_MILLIS, pulse -> take());
    memory = vertx.setPeriodic(RecentTraffic.EVERY.toMillis(), moment -> metrics.remember());
  }

  void stop() {
    vertx.cancelTimer(timer);
    vertx.cancelTimer(memory);
  }

  private @Nullable Void make() {
    metrics.process();
    return null;
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
