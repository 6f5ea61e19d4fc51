package io.plusgate.store.embedded;

import io.plusgate.payment.Payment;
import java.time.Instant;
import java.util.Optional;

/**
 * A payment as it is kept.
 *
 * @param number in the order in which payments were opened
 * @param dueAt where it stands in the index of what is due: the time of its next step, or the end
 *     of the lease of who takes that step
 */
record PaymentRow(long number, Payment payment, Optional<Instant> dueAt) {

  /** The row of a payment whose next step nobody has taken yet. */
  static PaymentRow of(long number, Payment payment) {
    return new PaymentRow(number, payment, payment.nextAt());
  }

  /** A step that did not move the next one leaves it to whoever has it. */
  PaymentRow settled(Payment after) {
    return new PaymentRow(
        number, after, after.nextAt().equals(payment.nextAt()) ? dueAt : after.nextAt());
  }

  PaymentRow leased(Instant until) {
    return new PaymentRow(number, payment, Optional.of(until));
  }
}
