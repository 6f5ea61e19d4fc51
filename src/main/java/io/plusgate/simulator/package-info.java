/**
 * A fake Alipay+ for both roles: it verifies, remembers, answers, notifies and misbehaves on
 * demand, and keeps books that say what really happened to each payment.
 *
 * <p>Imports {@code protocol}, {@code signature} and Vert.x core. Deliberately absent: anything of
 * the gateway, so that the simulator cannot share its mistakes; any field or code that the
 * reference does not know; files and configuration, which are the command line's.
 */
@NullMarked
package io.plusgate.simulator;

import org.jspecify.annotations.NullMarked;
