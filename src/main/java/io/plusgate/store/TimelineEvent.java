package io.plusgate.store;

import io.plusgate.payment.Phase;
import java.time.Instant;

/**
 * One thing that happened to a payment.
 *
 * @param what in words, never with anything of a customer
 * @param source the API, or who did it
 * @param phase the payment's phase after it
 */
public record TimelineEvent(Instant at, String what, String source, Phase phase) {}
