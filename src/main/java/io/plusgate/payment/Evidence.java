package io.plusgate.payment;

import io.plusgate.protocol.Amount;
import java.time.Instant;
import java.util.Optional;

/**
 * One trusted statement about a payment. What cannot be trusted is no evidence.
 *
 * @param source the API whose message says so
 * @param phase what it makes of a payment that is still open
 * @param amount the amount it names, if it does
 * @param nextAt when to look again should it stay open
 * @param answersPay whether it ends the wait for the answer to our own pay
 */
public record Evidence(
    String source,
    Phase phase,
    Optional<Amount> amount,
    Optional<Instant> nextAt,
    boolean answersPay) {}
