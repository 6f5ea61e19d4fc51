package io.plusgate.simulator;

import io.plusgate.protocol.Result;
import java.time.Duration;
import java.util.Optional;

/**
 * What Alipay+ does with one call.
 *
 * @param override said instead of the call's own answer
 * @param course how the payment goes that a pay begins
 * @param delay the wait before the answer
 * @param clockOff how far the clock of {@link Fault#CLOCK_OFF} is off
 */
public record Scenario(
    Optional<Said> override,
    Course course,
    Fault fault,
    Duration delay,
    Duration clockOff,
    NotificationPlan notification) {
  static final Duration A_DAY = Duration.ofDays(1);

  public static final Scenario PLAIN =
      new Scenario(
          Optional.empty(),
          Course.succeed(),
          Fault.NONE,
          Duration.ZERO,
          A_DAY,
          NotificationPlan.NORMAL);

  /**
   * A result that is said whatever the call was about.
   *
   * @param processed whether the call is carried out nevertheless
   */
  public record Said(Result result, boolean processed) {}

  public static Scenario of(Course course) {
    return PLAIN.withCourse(course);
  }

  public static Scenario of(Fault fault) {
    return PLAIN.withFault(fault);
  }

  public Scenario answering(Result result, boolean processed) {
    var said = Optional.of(new Said(result, processed));
    return new Scenario(said, course, fault, delay, clockOff, notification);
  }

  public Scenario withCourse(Course chosen) {
    return new Scenario(override, chosen, fault, delay, clockOff, notification);
  }

  public Scenario withFault(Fault chosen) {
    return new Scenario(override, course, chosen, delay, clockOff, notification);
  }

  public Scenario withDelay(Duration chosen) {
    return new Scenario(override, course, fault, chosen, clockOff, notification);
  }

  public Scenario withClockOff(Duration chosen) {
    return new Scenario(override, course, fault, delay, chosen, notification);
  }

  public Scenario withNotification(NotificationPlan chosen) {
    return new Scenario(override, course, fault, delay, clockOff, chosen);
  }

  /** The course alone, for a repeat: what went wrong with the first call goes wrong once. */
  Scenario withoutFaults() {
    return new Scenario(Optional.empty(), course, Fault.NONE, Duration.ZERO, A_DAY, notification);
  }

  /** Whether the call is carried out. */
  boolean processed() {
    return fault.processed() && override.map(Said::processed).orElse(true);
  }
}
