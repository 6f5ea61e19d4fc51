package io.plusgate.store;

/** Where a delivery stands. */
public enum DeliveryState {
  /** To be sent, now or at its time. */
  WAITING,
  /** Given up for now: visible, counted, sent again by a replay. */
  PARKED,
  /** Accepted by its recipient. */
  DONE
}
