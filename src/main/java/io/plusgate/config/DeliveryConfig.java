package io.plusgate.config;

import java.time.Duration;
import java.util.List;

/**
 * How results and notifications reach the backend.
 *
 * @param retry waits after a delivery that was not taken; the last one repeats
 * @param parkAfter the age at which a delivery waits for a person
 * @param timeout of one attempt
 * @param parallel most attempts at the same time; those of one payment are always in order
 */
public record DeliveryConfig(
    List<Duration> retry, Duration parkAfter, Duration timeout, int parallel) {

  public DeliveryConfig {
    retry = List.copyOf(retry);
    Checks.of("delivery")
        .gaps("retry", retry, Duration.ofMillis(10))
        .atLeast("parkAfter", parkAfter, Duration.ofSeconds(1))
        .between("timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(5))
        .between("parallel", parallel, 1, 10_000)
        .done();
  }

  public static DeliveryConfig defaults() {
    return new DeliveryConfig(
        Durations.list("1s", "5s", "15s", "1m", "5m", "15m", "1h"),
        Duration.ofDays(3),
        Duration.ofSeconds(10),
        64);
  }
}
