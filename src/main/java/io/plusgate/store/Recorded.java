package io.plusgate.store;

import java.util.Optional;

/**
 * A notification is on disk and may be acknowledged.
 *
 * @param settled what it did to the payment we sent; nothing for a duplicate, for a contradiction
 *     of an earlier notification, and when we sent no such payment
 */
public record Recorded(Receipt receipt, Optional<Settled> settled) {}
