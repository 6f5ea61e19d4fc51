/**
 * Backend to Alipay+: takes the backend's plain call, has it signed and sent, and gives back
 * Alipay+'s verified bytes or a problem with a stable code.
 *
 * <p>May import: crash, protocol, payment, store, alipayplus, http, config, metrics, tracing,
 * Vert.x. Deliberately absent: keys, and any rewriting of a body.
 */
@NullMarked
package io.plusgate.outbound;

import org.jspecify.annotations.NullMarked;
