package io.plusgate.simulator;

import java.time.Duration;

/**
 * What the acquirer is told when a payment ends.
 *
 * @param delay the wait before the (first) notification
 */
public record NotificationPlan(Kind kind, Duration delay) {
  public static final NotificationPlan NORMAL = new NotificationPlan(Kind.NORMAL, Duration.ZERO);

  /** A notification that is right, or what else comes beside it. */
  public enum Kind {
    NORMAL,
    NONE,
    /** The right one twice. */
    DOUBLE,
    /** First one with another amount, correctly signed; then the right one. */
    OTHER_AMOUNT,
    /** First the right one; when it was answered, one with the opposite result. */
    OTHER_RESULT,
    /** First one whose body was changed after signing; then the right one. */
    TAMPERED,
    /** First one without a signature; then the right one. */
    UNSIGNED,
    /** First one signed by a stranger; then the right one. */
    WRONG_KEY,
    /** Held back until another payment's notification is out, or for some seconds. */
    REORDERED
  }

  public static NotificationPlan of(Kind kind) {
    return new NotificationPlan(kind, Duration.ZERO);
  }

  public static NotificationPlan late(Duration delay) {
    return new NotificationPlan(Kind.NORMAL, delay);
  }
}
