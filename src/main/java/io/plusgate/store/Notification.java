package io.plusgate.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A verified notification of Alipay+.
 *
 * @param api Alipay+'s name of it
 * @param idempotencyId what the same notification has in common each time it is sent
 * @param content digest of what must be the same each time: outcome and amount
 * @param event the event it is delivered under when no payment of ours says another
 * @param payment what it says of a payment; nothing when it is not about one
 */
public record Notification(
    String clientId,
    String api,
    String idempotencyId,
    Digest content,
    String event,
    Optional<PaymentEvidence> payment,
    Payload payload,
    Instant now) {}
