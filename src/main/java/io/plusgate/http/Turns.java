package io.plusgate.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * So many at once; the others stand in line, first come first served, but none longer than it has
 * time. Belongs to one event loop; only the numbers may be read from elsewhere.
 */
public final class Turns {
  /** Of a call's time; the rest is needed to make the call. */
  private static final int SHARE_OF_WAITING = 4;

  private final Vertx vertx;
  private final IntSupplier limit;
  private final Deque<Promise<Boolean>> line = new ArrayDeque<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param limit how many at once, as it is now
   */
  public Turns(Vertx vertx, IntSupplier limit) {
    this.vertx = vertx;
    this.limit = limit;
  }

  /**
   * How long a call may stand in line: a quarter of its time, and no longer than the queue's.
   *
   * @param time what the whole call may take
   */
  public static Duration patience(Duration time, Duration queueTime) {
    var share = time.dividedBy(SHARE_OF_WAITING);
    return share.compareTo(queueTime) < 0 ? share : queueTime;
  }

  /**
   * True when it is the caller's turn, then {@link #leave} must follow once; false when it got none
   * in time.
   */
  public Future<Boolean> take(Duration patience) {
    if (line.isEmpty() && mayGo()) {
      inside.incrementAndGet();
      return Future.succeededFuture(true);
    }
    if (patience.toMillis() < 1) {
      return Future.succeededFuture(false);
    }
    Promise<Boolean> mine = Promise.promise();
    line.addLast(mine);
    waiting.incrementAndGet();
    long timer = vertx.setTimer(patience.toMillis(), late -> giveUp(mine));
    return mine.future().onComplete(ended -> vertx.cancelTimer(timer));
  }

  public void leave() {
    inside.decrementAndGet();
    next();
  }

  /** Lets go who may; also to be called when the limit has grown. */
  public void next() {
    while (!line.isEmpty() && mayGo()) {
      inside.incrementAndGet();
      waiting.decrementAndGet();
      line.removeFirst().complete(true);
    }
  }

  /** Nobody in line gets a turn. */
  public void sendAway() {
    while (!line.isEmpty()) {
      waiting.decrementAndGet();
      line.removeFirst().complete(false);
    }
  }

  public int inside() {
    return inside.get();
  }

  public int waiting() {
    return waiting.get();
  }

  private boolean mayGo() {
    return inside.get() < limit.getAsInt();
  }

  private void giveUp(Promise<Boolean> mine) {
    if (line.remove(mine)) {
      waiting.decrementAndGet();
      mine.complete(false);
    }
  }
}
