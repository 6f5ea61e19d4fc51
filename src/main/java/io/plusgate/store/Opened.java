package io.plusgate.store;

import io.plusgate.payment.Payment;

/**
 * A payment is written down.
 *
 * @param isNew false when we had it already; the payment is then the one we have
 */
public record Opened(boolean isNew, Payment payment) {}
