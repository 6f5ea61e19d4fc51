package io.plusgate.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Which deliveries; what is not said is not asked for.
 *
 * @param since queued at this time or later
 */
public record DeliveryQuery(
    Recipient recipient,
    Optional<DeliveryState> state,
    Optional<String> event,
    Optional<Instant> since,
    PageRequest page) {

  public static DeliveryQuery all(Recipient recipient, PageRequest page) {
    return new DeliveryQuery(recipient, Optional.empty(), Optional.empty(), Optional.empty(), page);
  }

  public DeliveryQuery in(DeliveryState wanted) {
    return new DeliveryQuery(recipient, Optional.of(wanted), event, since, page);
  }

  public DeliveryQuery about(String wanted) {
    return new DeliveryQuery(recipient, state, Optional.of(wanted), since, page);
  }

  public DeliveryQuery since(Instant time) {
    return new DeliveryQuery(recipient, state, event, Optional.of(time), page);
  }

  /** Whether this one is meant. */
  public boolean matches(Delivery delivery) {
    return delivery.recipient() == recipient
        && state.stream().allMatch(wanted -> wanted == delivery.state())
        && event.stream().allMatch(wanted -> wanted.equals(delivery.event()))
        && since.stream().noneMatch(time -> delivery.queuedAt().isBefore(time));
  }
}
