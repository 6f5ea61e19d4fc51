package io.plusgate.alipayplus;

import java.time.Duration;
import java.util.List;

/**
 * Spares callers the wait for an Alipay+ that does not answer: after some calls in a row without
 * any answer the next ones are refused before anything is written down or sent, and one at a time
 * is tried, at growing gaps. An answer of whatever kind to whatever call closes it. Pure; belongs
 * to one event loop.
 */
final class Breaker {
  static final int MISSES = 20;
  static final List<Duration> GAPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  private volatile boolean open;
  private int misses;
  private int gap;
  private boolean probing;
  private long probeNanos;

  /** May be read from anywhere. */
  boolean isOpen() {
    return open;
  }

  /** Whether one may go; when it is open, the one that may is the probe. */
  boolean letsGo(long nowNanos) {
    if (!open) {
      return true;
    }
    if (probing || nowNanos - probeNanos < 0) {
      return false;
    }
    probing = true;
    return true;
  }

  /** How long until the next may be tried. */
  Duration untilNext(long nowNanos) {
    return Duration.ofNanos(Math.max(0, probeNanos - nowNanos));
  }

  void answered() {
    open = false;
    misses = 0;
    gap = 0;
    probing = false;
  }

  /** True when it opens by this. */
  boolean missed(long nowNanos) {
    misses++;
    if (!open) {
      open = misses >= MISSES;
      probeNanos = nowNanos + GAPS.get(0).toNanos();
      return open;
    }
    // What was on its way when it opened says nothing new: only a probe widens the gap.
    if (probing) {
      gap = Math.min(gap + 1, GAPS.size() - 1);
      end(nowNanos);
    }
    return false;
  }

  /** The probe was not even sent: somebody else may try. */
  void notTried() {
    probing = false;
  }

  private void end(long nowNanos) {
    probing = false;
    probeNanos = nowNanos + GAPS.get(gap).toNanos();
  }
}
