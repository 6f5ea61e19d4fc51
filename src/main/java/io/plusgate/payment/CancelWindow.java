package io.plusgate.payment;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** How long a payment can be cancelled: until 00:15 UTC+8 of T+1 (D/api_acq/cancel_payment). */
final class CancelWindow {
  private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
  private static final LocalTime CLOSES = LocalTime.of(0, 15);

  private CancelWindow() {}

  /** The first moment at which it is too late. */
  static Instant closes(Instant initiated) {
    return initiated.atOffset(ZONE).toLocalDate().plusDays(1).atTime(CLOSES).toInstant(ZONE);
  }
}
