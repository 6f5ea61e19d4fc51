package io.plusgate.cli;

import ch.qos.logback.classic.LoggerContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a command running until SIGTERM or Ctrl-C, then stops it in order. */
final class Foreground {
  private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

  /** Far longer than the longest call in flight may take; then something of ours is stuck. */
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

  private Foreground() {}

  /**
   * Waits for the signal, drains, flushes the log and ends the process: 0 when everything in flight
   * was finished, 1 when the drain failed or did not end.
   */
  static int untilStopped(Supplier<Future<Void>> drain) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(drain), "drain"));
    new CountDownLatch(1).await();
    return ExitCode.FINE;
  }

  /** Whether everything in flight was finished within that time. */
  static boolean isDrained(Supplier<Future<Void>> drain, Duration limit) {
    try {
      var drained = drain.get().toCompletionStage().toCompletableFuture();
      drained.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
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

  private static void stop(Supplier<Future<Void>> drain) {
    int code = isDrained(drain, LONGEST_DRAIN) ? ExitCode.FINE : ExitCode.NO;
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
      log.stop();
    }
    // A JVM that a signal stops reports 128 + the signal; an orderly drain is a success.
    Runtime.getRuntime().halt(code);
  }
}
