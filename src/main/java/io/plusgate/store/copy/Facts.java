package io.plusgate.store.copy;

/**
 * What there is one of in a store.
 *
 * @param name part of every Webhook-Id
 * @param lastNumber the highest that was given to anything; the next id has a higher one
 * @param pruned up to which number bodies have been forgotten
 */
public record Facts(String name, long lastNumber, long pruned) {}
