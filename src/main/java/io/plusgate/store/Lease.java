package io.plusgate.store;

import java.time.Instant;

/**
 * The right to finish one delivery, until somebody else has claimed it.
 *
 * @param fence higher with each claim, so that a gateway that was asleep can't finish what another
 *     has taken over
 */
public record Lease(String webhookId, String owner, long fence, Instant until) {}
