/**
 * The heart: what a payment is, what we may learn of it, and what that makes of it.
 *
 * <p>May import {@code protocol} only. Deliberately absent: Vert.x, a clock, any input or output.
 */
@NullMarked
package io.plusgate.payment;

import org.jspecify.annotations.NullMarked;
