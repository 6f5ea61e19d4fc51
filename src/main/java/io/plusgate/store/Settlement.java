package io.plusgate.store;

import io.plusgate.payment.Evidence;
import io.plusgate.payment.PaymentKey;
import java.time.Instant;

/**
 * What we learnt of a payment.
 *
 * @param payload the original bytes that say so, for the delivery if there is one
 */
public record Settlement(
    PaymentKey key, String api, Evidence evidence, Payload payload, Instant now) {}
