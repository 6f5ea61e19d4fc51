package io.plusgate.cli;

import ch.qos.logback.classic.LoggerContext;
import io.vertx.core.Future;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Keeps a command running until SIGTERM or Ctrl-C, then stops it in order. */
final class Foreground {
  private Foreground() {}

  /**
   * Waits for the signal, drains, flushes the log and ends the process: 0 when everything in flight
   * was finished, 1 when the drain failed.
   */
  static int untilStopped(Supplier<Future<Void>> drain) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(drain), "drain"));
    new CountDownLatch(1).await();
    return ExitCode.FINE;
  }

  private static void stop(Supplier<Future<Void>> drain) {
    int code = ExitCode.FINE;
    try {
      drain.get().toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failed) {
      code = ExitCode.NO;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      code = ExitCode.NO;
    }
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
      log.stop();
    }
    // A JVM that a signal stops reports 128 + the signal; an orderly drain is a success.
    Runtime.getRuntime().halt(code);
  }
}
