/**
 * What a person types: the command line, the only place that prints and exits.
 *
 * <p>May import everything of ours, and picocli. Deliberately absent: rules about payments; a
 * command only calls what another package does.
 */
@NullMarked
package io.plusgate.cli;

import org.jspecify.annotations.NullMarked;
