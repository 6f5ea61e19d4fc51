package io.plusgate.alipayplus;

import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.protocol.MessageTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Holds Alipay+'s clock against ours: the Response-Time of a verified answer, at most one a second.
 * Of one event loop.
 *
 * <p>That time may say whole seconds and was written on the way, so a second of difference says
 * nothing.
 */
final class ClockComparison {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final GatewayMetrics metrics;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  ClockComparison(GatewayMetrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  void heard(String responseTime) {
    var now = clock.instant();
    // A clock that was set back must not silence it.
    boolean isDue = !now.isBefore(next) || now.plus(BETWEEN).isBefore(next);
    if (isDue) {
      next = now.plus(BETWEEN);
      MessageTime.parse(responseTime)
          .ifPresent(theirs -> metrics.clockOffset(Duration.between(now, theirs.toInstant())));
    }
  }
}
