package io.plusgate.store;

import io.plusgate.payment.Evidence;

/** What a notification says of a payment of the same client. */
public record PaymentEvidence(String paymentRequestId, Evidence evidence) {}
