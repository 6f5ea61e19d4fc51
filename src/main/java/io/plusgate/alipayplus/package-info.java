/**
 * The one way to call Alipay+: sign, send with a deadline, verify, read.
 *
 * <p>May import: protocol, signature, config, metrics, tracing, http (raw bodies and the exchange's
 * notes), Vert.x. Deliberately absent: the store, payments, any decision about what an answer means
 * for a payment, any blind repeat.
 */
@NullMarked
package io.plusgate.alipayplus;

import org.jspecify.annotations.NullMarked;
