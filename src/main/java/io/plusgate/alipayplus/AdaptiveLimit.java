package io.plusgate.alipayplus;

/**
 * How many calls at once Alipay+ takes well now, found by additive increase and multiplicative
 * decrease (docs/decisions/0086-*.md): one more for each round of answers that came in good time
 * while the limit was used, less when most of a round were slow or never came, and half at once
 * when Alipay+ says that it is too much. Pure; belongs to one event loop.
 */
final class AdaptiveLimit {
  private static final double SLOWER = 0.7;
  private static final double TOO_MUCH = 0.5;

  /** A round this short says something even when few calls are allowed. */
  private static final int SHORTEST_ROUND = 10;

  private final int most;
  private volatile int limit;
  private int heard;
  private int slow;
  private boolean used;
  private long loweredNanos;

  AdaptiveLimit(int most, long nowNanos) {
    this.most = most;
    this.limit = most;
    this.loweredNanos = nowNanos;
  }

  /** How many at once; may be read from anywhere. */
  int now() {
    return limit;
  }

  /**
   * An answer came, or its time is over.
   *
   * @param inside how many calls there were then
   * @param startedNanos what was on its way when the limit was lowered says nothing new
   */
  void heard(boolean inTime, int inside, long startedNanos, long nowNanos) {
    if (startedNanos - loweredNanos < 0) {
      return;
    }
    heard++;
    slow += inTime ? 0 : 1;
    used |= inside >= limit;
    if (heard >= Math.max(limit, SHORTEST_ROUND)) {
      endRound(nowNanos);
    }
  }

  /** Alipay+ said REQUEST_TRAFFIC_EXCEED_LIMIT. */
  void tooMuch(long startedNanos, long nowNanos) {
    if (startedNanos - loweredNanos >= 0) {
      lower(TOO_MUCH, nowNanos);
    }
  }

  private void endRound(long nowNanos) {
    if (slow * 2 > heard) {
      lower(SLOWER, nowNanos);
      return;
    }
    if (used) {
      limit = Math.min(most, limit + 1);
    }
    begin();
  }

  private void lower(double factor, long nowNanos) {
    limit = Math.max(1, (int) (limit * factor));
    loweredNanos = nowNanos;
    begin();
  }

  private void begin() {
    heard = 0;
    slow = 0;
    used = false;
  }
}
