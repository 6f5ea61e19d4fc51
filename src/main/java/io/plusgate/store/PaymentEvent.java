package io.plusgate.store;

import io.plusgate.payment.PaymentKey;

/** One thing that happened, and to which payment. */
public record PaymentEvent(PaymentKey key, TimelineEvent event) {}
