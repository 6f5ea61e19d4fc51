package io.plusgate.payment;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What the arbiter's rules leave to the operator.
 *
 * @param schedules by product; always has {@link #DEFAULT}
 * @param cancel the waits between cancels
 * @param cancels whether an expired payment is cancelled without being asked to
 * @param silentAfter how long a payment that inquiry ended may go without its notification
 */
public record Policy(
    Map<String, InquirySchedule> schedules,
    InquirySchedule cancel,
    boolean cancels,
    Duration silentAfter) {
  public static final String DEFAULT = "default";

  /**
   * Of a payment of which a restored store only knows the id: it is asked after by the default,
   * and, since its expiry is not known, never cancelled by the gateway itself.
   */
  public static final String UNKNOWN = "unknown";

  /** A later expiry of its own is ignored by Alipay+ (D/faq_acq/integration). */
  public static final String CASHIER = "Cashier";

  public Policy {
    schedules = Map.copyOf(schedules);
    if (!schedules.containsKey(DEFAULT)) {
      throw new IllegalArgumentException("schedules: no default (expected: one)");
    }
  }

  InquirySchedule schedule(String product) {
    return schedules.getOrDefault(product, Objects.requireNonNull(schedules.get(DEFAULT)));
  }
}
