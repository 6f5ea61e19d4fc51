package io.plusgate.payment;

import io.plusgate.protocol.Amount;
import java.time.Instant;
import java.util.Optional;

/**
 * One payment of one client, as far as we know it.
 *
 * @param since when it came into its phase
 * @param source the API that brought it there
 * @param sentUntil when the wait for the answer to our own pay ends
 * @param nextAt when it is to be looked after again; nothing once it is final
 * @param attempts how often Alipay+ has been heard of it
 */
public record Payment(
    PaymentKey key,
    Phase phase,
    Instant since,
    String source,
    Instant sentUntil,
    Optional<Instant> nextAt,
    Optional<Amount> amount,
    int attempts) {}
