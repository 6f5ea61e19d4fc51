package io.plusgate.store;

import io.plusgate.payment.Payment;
import java.util.List;

/** A payment and its events, the first one first. */
public record PaymentHistory(Payment payment, List<TimelineEvent> events) {
  public PaymentHistory {
    events = List.copyOf(events);
  }
}
