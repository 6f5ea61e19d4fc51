/**
 * The named steps at which a crash test has this process die; nothing happens at them otherwise.
 *
 * <p>May import: nothing of ours. Deliberately absent: any other fault than death, and any way to
 * ask for it but a property of the JVM.
 */
@NullMarked
package io.plusgate.crash;

import org.jspecify.annotations.NullMarked;
