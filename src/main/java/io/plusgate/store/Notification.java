package io.plusgate.store;

import io.plusgate.protocol.TraceContext;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A verified notification of Alipay+.
 *
 * @param api Alipay+'s name of it
 * @param idempotencyId what the same notification has in common each time it is sent
 * @param content digest of what must be the same each time: outcome and amount
 * @param event the event it is delivered under when no payment of ours says another
 * @param payment what it says of a payment; nothing when it is not about one
 * @param payload the original bytes, given the trace of that payment, if we sent it and it has one
 */
public record Notification(
    String clientId,
    String api,
    String idempotencyId,
    Digest content,
    String event,
    Optional<PaymentEvidence> payment,
    Function<TraceContext, Payload> payload,
    Instant now) {}
