package io.plusgate.config;

import java.time.Duration;
import java.util.List;

/**
 * When to ask for the result of a payment.
 *
 * @param gaps the waits; the last one repeats
 * @param forTime after this, counted from the pay, it is asked once more and then cancelled
 */
public record ScheduleConfig(List<Duration> gaps, Duration forTime) {

  public ScheduleConfig {
    gaps = List.copyOf(gaps);
    Checks.of("inquiry.schedules")
        .gaps("gaps", gaps, Duration.ofMillis(100))
        .between("for", forTime, Duration.ofSeconds(1), Duration.ofDays(1))
        .done();
  }

  static ScheduleConfig of(String forTime, String... gaps) {
    return new ScheduleConfig(Durations.list(gaps), Durations.parse(forTime).orElseThrow());
  }
}
