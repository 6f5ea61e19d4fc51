package io.plusgate.simulator;

import java.time.Duration;
import java.util.List;

/**
 * How long Alipay+ waits; every wait is divided by the time factor.
 *
 * @param paymentCodeExpiry how long a user-presented payment can succeed without paymentExpiryTime
 * @param scanCodeExpiry the same for order and entry codes (the acquirer demo's 3 minutes)
 * @param resend the waits before a notification is sent again; empty as in the sandbox
 * @param registrationTakes until a registration is COMPLETED
 * @param inquiries the waits before a partner is asked again, the last one repeats; documented for
 *     push mode, taken to be the same for wallets
 * @param cancelGap the wait before a cancel or refund is repeated at a wallet
 */
public record WaitChoices(
    Duration paymentCodeExpiry,
    Duration scanCodeExpiry,
    List<Duration> resend,
    Duration registrationTakes,
    List<Duration> inquiries,
    Duration cancelGap) {

  /** The gaps between the re-sends of a notification, 24 h 22 min in all. */
  public static final List<Duration> LADDER =
      List.of(
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(15));

  /** D/push_mode_acq/respond_inquiries. */
  public static final List<Duration> PUSH_INQUIRIES =
      List.of(
          Duration.ofSeconds(4),
          Duration.ofSeconds(4),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5));

  public static final WaitChoices DEFAULTS =
      new WaitChoices(
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          LADDER,
          Duration.ofSeconds(30),
          PUSH_INQUIRIES,
          Duration.ofSeconds(10));

  public WaitChoices {
    resend = List.copyOf(resend);
    inquiries = List.copyOf(inquiries);
    if (inquiries.isEmpty()) {
      throw new IllegalArgumentException("inquiries: none (expected: one wait or more)");
    }
  }

  Duration inquiryGap(int asked) {
    return inquiries.get(Math.min(asked, inquiries.size() - 1));
  }
}
