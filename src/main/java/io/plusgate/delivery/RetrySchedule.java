package io.plusgate.delivery;

import io.plusgate.backend.BackendReply;
import io.plusgate.backend.BackendReply.Replied;
import io.plusgate.config.DeliveryConfig;
import io.plusgate.protocol.ResultBody;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryVerdict;
import io.plusgate.store.DeliveryVerdict.Done;
import io.plusgate.store.DeliveryVerdict.Parked;
import io.plusgate.store.DeliveryVerdict.RetryAt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * What the backend's answer makes of a delivery; pure.
 *
 * <p>Done: 2xx whose body, if it is an Alipay+ result, says S. 410 and 422: parked at once. 429 and
 * 503: as their Retry-After says. All else: again after the schedule's wait, until it is too old.
 */
public final class RetrySchedule {
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
  private static final double JITTER = 0.1;

  private final DeliveryConfig config;
  private final DoubleSupplier random;

  /**
   * @param random 0 to 1, so that many deliveries do not come back in one moment
   */
  public RetrySchedule(DeliveryConfig config, DoubleSupplier random) {
    this.config = config;
    this.random = random;
  }

  /** What is to become of a delivery that was answered so. */
  public DeliveryVerdict verdict(Delivery delivery, BackendReply reply, Instant now) {
    return reply.match(
        replied -> verdict(delivery, replied, now),
        unavailable -> again(delivery, unavailable.why(), Optional.empty(), now));
  }

  private DeliveryVerdict verdict(Delivery delivery, Replied replied, Instant now) {
    String note = "HTTP " + replied.status();
    if (replied.isSuccess()) {
      return saysOtherThanSuccess(replied)
          ? again(delivery, note + ", result is not S", Optional.empty(), now)
          : new Done(note);
    }
    return switch (replied.status()) {
      case 410, 422 -> new Parked(note);
      case 429, 503 -> again(delivery, note, retryAfter(replied), now);
      default -> again(delivery, note, Optional.empty(), now);
    };
  }

  private DeliveryVerdict again(
      Delivery delivery, String note, Optional<Duration> asked, Instant now) {
    if (!now.isBefore(delivery.queuedAt().plus(config.parkAfter())) && !delivery.replay()) {
      return new Parked(note + ", older than delivery.parkAfter");
    }
    return new RetryAt(now.plus(asked.orElseGet(() -> wait(delivery.attempts()))), note);
  }

  private Duration wait(int attempts) {
    var waits = config.retry();
    Duration base = waits.get(Math.min(Math.max(attempts, 1), waits.size()) - 1);
    return base.plusMillis((long) (base.toMillis() * JITTER * random.getAsDouble()));
  }

  private static boolean saysOtherThanSuccess(Replied replied) {
    return ResultBody.read(replied.body().getBytes())
        .filter(result -> !result.isSuccess())
        .isPresent();
  }

  /** Seconds; a date is read as "as the schedule says". */
  private static Optional<Duration> retryAfter(Replied replied) {
    String value = replied.headers().get("Retry-After");
    if (value == null || !value.strip().matches("[0-9]{1,6}")) {
      return Optional.empty();
    }
    var asked = Duration.ofSeconds(Long.parseLong(value.strip()));
    return Optional.of(asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked);
  }
}
