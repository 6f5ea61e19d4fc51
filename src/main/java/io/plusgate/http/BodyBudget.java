package io.plusgate.http;

import io.plusgate.metrics.LimitMetrics;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the request bodies of one side may weigh together while they are in flight, counted as they
 * arrive: who only announces a large body takes nothing from others. Safe from any thread.
 */
public final class BodyBudget {
  private volatile long limit;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param side for the metrics: {@code backend} or {@code alipayplus}
   */
  public BodyBudget(String side, long limit, LimitMetrics metrics) {
    this.limit = limit;
    metrics.bodies(side, () -> this.limit, bytes::get);
  }

  /** For callers without a body. */
  public BodyBudget() {
    this.limit = 0;
  }

  /** From now on; what is in flight stays. */
  public void limit(long next) {
    limit = next;
  }

  boolean take(int more) {
    if (bytes.addAndGet(more) <= limit) {
      return true;
    }
    bytes.addAndGet(-more);
    return false;
  }

  void give(long back) {
    bytes.addAndGet(-back);
  }
}
