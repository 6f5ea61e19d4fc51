/**
 * Asking until we know: takes the payments whose next step is due, asks or cancels at Alipay+, and
 * settles what it learns; brings to Alipay+ what a wallet's backend has handed over.
 *
 * <p>May import: crash, protocol, payment, store, alipayplus, http (the exchange's record), config,
 * metrics, tracing, Vert.x core. Deliberately absent: rules. When to ask and what an answer means
 * is the arbiter's; nothing is remembered here that a crash could take away.
 */
@NullMarked
package io.plusgate.inquiry;

import org.jspecify.annotations.NullMarked;
