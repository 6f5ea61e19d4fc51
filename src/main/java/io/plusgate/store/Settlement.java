package io.plusgate.store;

import io.plusgate.payment.Evidence;
import io.plusgate.payment.PaymentKey;
import io.plusgate.protocol.TraceContext;
import java.time.Instant;
import java.util.function.Function;

/**
 * What we learnt of a payment.
 *
 * @param payload the original bytes that say so, given the trace of the payment; asked for only
 *     when there is a delivery, so that most answers are never copied, on any thread
 */
public record Settlement(
    PaymentKey key,
    String api,
    Evidence evidence,
    Function<TraceContext, Payload> payload,
    Instant now) {}
