package io.plusgate.cli;

import io.plusgate.reconcile.fetch.ReportWatch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for reports until it is stopped; a stop interrupts a transfer, which is resumed later. */
final class ReportWatching implements ReportWatch.Voice {
  private static final Logger LOG = LoggerFactory.getLogger("io.plusgate.reports");

  private final PrintWriter out;
  private final boolean json;
  private final InstantSource clock;
  private final Optional<ReportMetrics> metrics;
  private final Promise<Void> ended = Promise.promise();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * @param json one object per line, for a script
   */
  ReportWatching(
      PrintWriter out, boolean json, InstantSource clock, Optional<ReportMetrics> metrics) {
    this.out = out;
    this.json = json;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Looks until SIGTERM or Ctrl-C. */
  int run(ReportWatch watch) throws InterruptedException {
    var looking = new Thread(() -> look(watch), "report-watch");
    looking.setDaemon(true);
    looking.start();
    return Foreground.untilStopped(() -> stop(looking));
  }

  private void look(ReportWatch watch) {
    Instant next;
    try {
      do {
        next = watch.look();
        tell("next look at " + next);
      } while (!stoppedBefore(next));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      ended.complete();
    }
  }

  /** Waits in short turns, so that a clock that is set forward is followed. */
  private boolean stoppedBefore(Instant next) throws InterruptedException {
    boolean stopped = stopping.getCount() == 0;
    while (!stopped && clock.instant().isBefore(next)) {
      long left = Duration.between(clock.instant(), next).toMillis();
      stopped = stopping.await(Math.max(1, Math.min(left, 30_000)), TimeUnit.MILLISECONDS);
    }
    return stopped;
  }

  private Future<Void> stop(Thread looking) {
    stopping.countDown();
    looking.interrupt();
    tell("stopped");
    return ended.future();
  }

  @Override
  public void alarm(String words) {
    LOG.error("reports missing: {}", words);
    say("ALARM: ", "alarm", words);
  }

  @Override
  public void warn(String words) {
    LOG.warn("reports about to be lost: {}", words);
    say("warning: ", "warning", words);
  }

  @Override
  public void tell(String words) {
    say("", "news", words);
  }

  @Override
  public void looked(boolean missing) {
    metrics.ifPresent(file -> write(file, missing));
  }

  /** Reports go on being fetched when nobody can be told how it went. */
  private void write(ReportMetrics file, boolean missing) {
    try {
      file.write(missing, clock.instant());
    } catch (IOException unwritable) {
      LOG.warn("the metrics file cannot be written: {}", unwritable.getMessage());
      say("warning: ", "warning", "the metrics file cannot be written: " + unwritable.getMessage());
    }
  }

  private void say(String before, String kind, String words) {
    var line = new JsonObject().put("at", clock.instant().toString());
    out.println(json ? line.put("kind", kind).put("text", words).encode() : before + words);
    out.flush();
  }
}
