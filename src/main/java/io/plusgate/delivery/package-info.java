/**
 * Us to the backend: takes what is queued in the store and tells the backend until it has it.
 *
 * <p>May import: crash, protocol, store, backend, http (the log), config, metrics, tracing, Vert.x.
 * Deliberately absent: the flows that queue (they meet only in the store), and any way to drop a
 * delivery: it is done or parked.
 */
@NullMarked
package io.plusgate.delivery;

import org.jspecify.annotations.NullMarked;
