package io.plusgate.metrics;

import java.util.Locale;

/** Where a limit holds by itself, so that nobody waits behind others: the label "room". */
public enum Room {
  /** Calls of the backend that are neither inquiry nor cancel. */
  OUTBOUND_CALLS,
  /** Its {@code inquiryPayment} and {@code cancelPayment}. */
  OUTBOUND_INQUIRIES,
  /** What a wallet hands over. */
  HANDOVERS,
  /** {@code GET /payments/{id}?wait=}. */
  WAITERS,
  /** Calls of Alipay+ that are none of the next two. */
  INBOUND_CALLS,
  /** Its {@code inquiryPayment} and {@code cancelPayment}. */
  INBOUND_INQUIRIES,
  NOTIFICATIONS,
  /** Connections of any listener. */
  CONNECTIONS;

  private final String label = name().toLowerCase(Locale.ROOT);

  String label() {
    return label;
  }
}
