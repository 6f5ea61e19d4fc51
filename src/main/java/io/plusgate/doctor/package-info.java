/**
 * Looks at what a gateway needs before money depends on it, and says of each thing whether it is
 * fine and what to do when it is not.
 *
 * <p>May import: protocol, config, signature, store and its engines, delivery and backend (to send
 * what a gateway would send), Vert.x core. Deliberately absent: printing (that is {@code cli}), a
 * call to any API of Alipay+ (its base address is asked for nothing but a sign of life), and
 * repairs.
 */
@NullMarked
package io.plusgate.doctor;

import org.jspecify.annotations.NullMarked;
