package io.plusgate.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phases of a drain, one line of the log each: each goes on until its work has ended, its time
 * is over or somebody is in a hurry, and what it leaves behind is remembered.
 */
final class Phases {
  private static final Logger LOG = LoggerFactory.getLogger(Phases.class);

  private final Vertx vertx;
  private final Promise<Void> hurry = Promise.promise();
  private final List<String> cut = new CopyOnWriteArrayList<>();

  Phases(Vertx vertx) {
    this.vertx = vertx;
  }

  /** No phase that can be cut waits any more, neither this one nor the next. */
  void hurry() {
    hurry.tryComplete();
  }

  /** What was left behind until now. */
  Drained drained() {
    return new Drained(cut);
  }

  /**
   * One phase; its future never fails.
   *
   * @param limit how long it may take
   * @param left what is not at its end yet, in words; empty when all is
   */
  Future<Void> run(String name, Duration limit, Supplier<Future<?>> work, Supplier<String> left) {
    return run(name, limit, hurry.future(), work, left);
  }

  /** The same, for what has to be done in a hurry, too. */
  Future<Void> runInAnyCase(String name, Duration limit, Supplier<Future<?>> work) {
    var done = Future.succeededFuture().compose(begin -> work.get());
    return run(name, limit, Promise.<Void>promise().future(), () -> done, () -> why(done));
  }

  private static String why(Future<?> done) {
    if (!done.isComplete()) {
      return "not done in time";
    }
    return done.succeeded() ? "" : String.valueOf(done.cause().getMessage());
  }

  private Future<Void> run(
      String name,
      Duration limit,
      Future<Void> hurried,
      Supplier<Future<?>> work,
      Supplier<String> left) {
    long began = System.nanoTime();
    Promise<Void> over = Promise.promise();
    long timer = vertx.setTimer(Math.max(1, limit.toMillis()), late -> over.tryComplete());
    hurried.onComplete(now -> over.tryComplete());
    work.get().onComplete(ended -> over.tryComplete());
    return over.future()
        .onComplete(
            ended -> {
              vertx.cancelTimer(timer);
              tell(name, System.nanoTime() - began, left.get());
            });
  }

  private void tell(String name, long nanos, String left) {
    if (left.isEmpty()) {
      LOG.info("drain phase={} ms={}", name, nanos / 1_000_000);
    } else {
      LOG.warn("drain phase={} ms={} cut=\"{}\"", name, nanos / 1_000_000, left);
      cut.add(name + ": " + left);
    }
  }
}
