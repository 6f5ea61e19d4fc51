/**
 * The composition root: puts the gateway together, starts it in order and drains it.
 *
 * <p>May import: everything but cli, simulator and demo. Deliberately absent: any flow of its own.
 */
@NullMarked
package io.plusgate.app;

import org.jspecify.annotations.NullMarked;
