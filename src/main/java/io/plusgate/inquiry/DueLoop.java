package io.plusgate.inquiry;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for due work at short intervals, takes as much as there is room for, and works on it. What
 * it has taken is the store's to remember: a crash loses nothing, leases end.
 *
 * <p>Everything runs on one event loop; no timer, thread or object belongs to a piece of work that
 * is not due.
 */
final class DueLoop<T> {
  private static final Logger LOG = LoggerFactory.getLogger(DueLoop.class);

  private final Vertx vertx;
  private final Context context;
  private final long lookMillis;
  private final IntSupplier room;
  private final IntFunction<Future<List<T>>> claim;
  private final Function<T, Future<Void>> work;
  private final Promise<Void> idle = Promise.promise();
  private long timer;
  private final AtomicInteger inFlight = new AtomicInteger();
  private boolean claiming;
  private boolean stopped;

  /**
   * @param room how much more may be taken now
   * @param claim takes so much at most
   * @param work its failure is logged: the work is due again when its lease ends
   */
  DueLoop(
      Vertx vertx,
      Context context,
      long lookMillis,
      IntSupplier room,
      IntFunction<Future<List<T>>> claim,
      Function<T, Future<Void>> work) {
    this.vertx = vertx;
    this.context = context;
    this.lookMillis = lookMillis;
    this.room = room;
    this.claim = claim;
    this.work = work;
  }

  void start() {
    context.runOnContext(
        now -> {
          timer = vertx.setPeriodic(lookMillis, look -> look());
          look();
        });
  }

  /** Takes nothing more; completes when what is in flight has ended. */
  Future<Void> stop() {
    context.runOnContext(
        now -> {
          stopped = true;
          vertx.cancelTimer(timer);
          endIfIdle();
        });
    return idle.future();
  }

  int inFlight() {
    return inFlight.get();
  }

  private void look() {
    int most = room.getAsInt();
    if (stopped || claiming || most < 1) {
      return;
    }
    claiming = true;
    // Composed, so that what throws is a failed claim, and not the end of the loop.
    Future.succeededFuture(most)
        .compose(claim::apply)
        .onSuccess(taken -> taken.forEach(this::begin))
        .onFailure(down -> LOG.debug("nothing claimed", down))
        .onComplete(
            ended -> {
              claiming = false;
              boolean mayBeMore = ended.succeeded() && ended.result().size() == most;
              if (mayBeMore) {
                look();
              }
              endIfIdle();
            });
  }

  private void begin(T due) {
    inFlight.incrementAndGet();
    Future.succeededFuture(due)
        .compose(work)
        .onFailure(failed -> LOG.warn("not finished; due again when the lease ends", failed))
        .onComplete(
            ended -> {
              inFlight.decrementAndGet();
              endIfIdle();
            });
  }

  private void endIfIdle() {
    if (stopped && inFlight.get() == 0 && !claiming) {
      idle.tryComplete();
    }
  }
}
