package io.plusgate.simulator;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that goes wrong with a share of the calls.
 *
 * @param api only this API's calls; all if empty
 * @param way whose calls
 * @param fault on the wire
 * @param delay the wait before the answer, or before a call of Alipay+ goes out
 * @param notification what happens to a share of the payments' notifications
 */
public record Chance(
    Optional<String> api,
    Way way,
    Fault fault,
    Duration delay,
    Optional<NotificationPlan.Kind> notification,
    double share) {

  /** Who calls whom. */
  public enum Way {
    /** A partner calls Alipay+; the fault strikes the answer. */
    TO_ALIPAY_PLUS,
    /** Alipay+ calls a partner; the fault strikes the call, or loses the answer. */
    TO_PARTNER
  }

  public Chance {
    if (share < 0 || share > 1) {
      throw new IllegalArgumentException("share: " + share + " (expected: 0 to 1)");
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delayMillis: " + delay + " (expected: >= 0)");
    }
  }

  /** A fault in the answers of Alipay+. */
  public static Chance answer(Fault fault, double share) {
    return new Chance(
        Optional.empty(), Way.TO_ALIPAY_PLUS, fault, Duration.ZERO, Optional.empty(), share);
  }

  /** A fault in the calls of Alipay+. */
  public static Chance call(Fault fault, double share) {
    return new Chance(
        Optional.empty(), Way.TO_PARTNER, fault, Duration.ZERO, Optional.empty(), share);
  }

  /** What else an acquirer is told when a payment ends. */
  public static Chance notification(NotificationPlan.Kind kind, double share) {
    return new Chance(
        Optional.empty(), Way.TO_PARTNER, Fault.NONE, Duration.ZERO, Optional.of(kind), share);
  }

  /** An answer, or a call of Alipay+, that is late. */
  public static Chance late(Way way, Duration delay, double share) {
    return new Chance(Optional.empty(), way, Fault.NONE, delay, Optional.empty(), share);
  }

  public Chance only(String name) {
    return new Chance(Optional.of(name), way, fault, delay, notification, share);
  }

  boolean fits(Way called, String calledApi) {
    return notification.isEmpty() && way == called && api.map(calledApi::equals).orElse(true);
  }
}
