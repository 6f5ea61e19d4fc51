package io.plusgate.payment;

import java.time.Duration;
import java.util.List;

/**
 * When to ask for the result of a payment, or to repeat its cancel.
 *
 * @param gaps the waits; the last one repeats
 * @param forTime how long a payment without an expiry of its own is asked for
 */
public record InquirySchedule(List<Duration> gaps, Duration forTime) {
  /** So that payments of one moment don't stay together for ever. */
  private static final double SPREAD = 0.1;

  public InquirySchedule {
    gaps = List.copyOf(gaps);
    if (gaps.isEmpty()) {
      throw new IllegalArgumentException("gaps: none (expected: at least one)");
    }
  }

  /** The wait after so many attempts; a tenth shorter or longer, the same each time it is asked. */
  Duration gap(PaymentKey key, int attempts) {
    var gap = gaps.get(Math.min(attempts, gaps.size() - 1));
    int mixed = (31 * key.hashCode() + attempts) * 0x9E3779B1;
    double place = (mixed >>> 8) / (double) (1 << 24);
    return Duration.ofNanos((long) (gap.toNanos() * (1 - SPREAD + 2 * SPREAD * place)));
  }
}
