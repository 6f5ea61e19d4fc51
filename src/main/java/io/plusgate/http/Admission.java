package io.plusgate.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who may still come in: counts what is in flight, keeps it under a limit, and once closed lets
 * what is in flight finish. Safe from any thread.
 */
public final class Admission {
  private final int limit;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Promise<Void> idle = Promise.promise();
  private volatile boolean closed;

  public Admission(int limit) {
    this.limit = limit;
  }

  /** True when one more may come in; then {@link #leave} must follow exactly once. */
  public boolean enter() {
    int now = inFlight.incrementAndGet();
    if (closed || now > limit) {
      leave();
      return false;
    }
    return true;
  }

  public void leave() {
    if (inFlight.decrementAndGet() == 0 && closed) {
      idle.tryComplete();
    }
  }

  public boolean isClosed() {
    return closed;
  }

  public int inFlight() {
    return inFlight.get();
  }

  /** Lets nobody in any more; the future completes when the last one in flight has left. */
  public Future<Void> close() {
    closed = true;
    if (inFlight.get() == 0) {
      idle.tryComplete();
    }
    return idle.future();
  }
}
