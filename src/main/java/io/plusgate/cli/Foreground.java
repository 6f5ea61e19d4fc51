package io.plusgate.cli;

import ch.qos.logback.classic.LoggerContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a command running until SIGTERM or Ctrl-C, then stops it in order. A second signal hurries,
 * a third ends it at once.
 */
final class Foreground {
  private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

  /** Far longer than the longest call in flight may take; then something of ours is stuck. */
  static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

  private final Supplier<Future<Boolean>> drain;
  private final Runnable hurry;
  private final Duration longest;
  private final AtomicInteger signals = new AtomicInteger();

  private Foreground(Supplier<Future<Boolean>> drain, Runnable hurry, Duration longest) {
    this.drain = drain;
    this.hurry = hurry;
    this.longest = longest;
  }

  /** For what has nothing to hurry: a second signal ends it at once. */
  static int untilStopped(Supplier<Future<Void>> drain) throws InterruptedException {
    return untilStopped(
        () -> drain.get().map(true), () -> end(ExitCode.NO), LONGEST_DRAIN, () -> {});
  }

  /**
   * Waits for the signal, drains, flushes the log and ends the process: 0 when everything in flight
   * was finished, 1 when something was cut, or the drain failed or did not end.
   *
   * @param drain says whether everything was finished
   * @param hurry asked for by a second signal
   * @param longest that the drain may take
   * @param heard is run as soon as a signal leads to a drain: whoever is told there may send one
   */
  static int untilStopped(
      Supplier<Future<Boolean>> drain, Runnable hurry, Duration longest, Runnable heard)
      throws InterruptedException {
    var foreground = new Foreground(drain, hurry, longest);
    Signals.on("TERM", foreground::signalled);
    Signals.on("INT", foreground::signalled);
    // For signals that are not heard above, and for a JVM that hears none.
    Runtime.getRuntime().addShutdownHook(new Thread(foreground::exiting, "drain"));
    heard.run();
    new CountDownLatch(1).await();
    return ExitCode.FINE;
  }

  /** Whether everything in flight was finished within that time. */
  static boolean isDrained(Supplier<Future<Boolean>> drain, Duration limit) {
    try {
      var drained = drain.get().toCompletionStage().toCompletableFuture();
      return drained.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      LOG.error("drain failed (what was acknowledged is on disk)", failed.getCause());
      return false;
    } catch (TimeoutException stuck) {
      LOG.error("drain cut after={} (what was acknowledged is on disk)", limit);
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void signalled() {
    switch (signals.incrementAndGet()) {
      case 1 -> stop();
      case 2 -> hurry.run();
      default -> end(ExitCode.NO);
    }
  }

  private void exiting() {
    if (signals.compareAndSet(0, 1)) {
      stop();
    }
    await();
  }

  /** Until {@link #end}. */
  private static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    end(isDrained(drain, longest) ? ExitCode.FINE : ExitCode.NO);
  }

  private static void end(int code) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
      log.stop();
    }
    // A JVM that a signal stops reports 128 + the signal; an orderly drain is a success.
    Runtime.getRuntime().halt(code);
  }
}
