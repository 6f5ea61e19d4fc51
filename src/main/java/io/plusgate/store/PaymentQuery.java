package io.plusgate.store;

import io.plusgate.payment.Payment;
import io.plusgate.payment.Phase;
import java.time.Instant;
import java.util.Optional;

/**
 * Which payments.
 *
 * @param olderThan in their phase since before this time
 */
public record PaymentQuery(Phase phase, Optional<Instant> olderThan, PageRequest page) {
  /** Whether this one is meant. */
  public boolean matches(Payment payment) {
    return payment.phase() == phase
        && olderThan.stream().allMatch(time -> payment.since().isBefore(time));
  }
}
