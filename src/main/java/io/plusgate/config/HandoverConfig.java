package io.plusgate.config;

import java.time.Duration;
import java.util.List;

/**
 * How the wallet's {@code notifyPayment} reaches Alipay+ once it was handed over to us.
 *
 * @param gaps waits until Alipay+ accepts; the last one repeats
 */
public record HandoverConfig(NotifyPayment notifyPayment, List<Duration> gaps) {

  public HandoverConfig {
    gaps = List.copyOf(gaps);
    Checks.of("handover").gaps("gaps", gaps, Duration.ofMillis(100)).done();
  }

  public static HandoverConfig defaults() {
    return new HandoverConfig(
        NotifyPayment.PASS_ON,
        Durations.list("1s", "5s", "30s", "2m", "10m", "10m", "1h", "2h", "6h", "15h"));
  }

  /** What becomes of a {@code notifyPayment} on its ordinary path under {@code /aps/}. */
  public enum NotifyPayment {
    /** It is sent once and the backend gets Alipay+'s answer; it retries by itself. */
    PASS_ON,
    /** It is written down, answered 202, and sent until Alipay+ accepts. */
    HAND_OVER
  }
}
