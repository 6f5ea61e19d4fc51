/**
 * The durable memory as the flows see it: payments, what Alipay+ told us, and what the backend is
 * still to be told. Each method of {@link io.plusgate.store.Store} is one transaction.
 *
 * <p>May import {@code protocol}, {@code payment} and Vert.x's {@code Future}. Deliberately absent:
 * an engine, a clock, any HTTP, and the wish to look into a body.
 */
@NullMarked
package io.plusgate.store;

import org.jspecify.annotations.NullMarked;
