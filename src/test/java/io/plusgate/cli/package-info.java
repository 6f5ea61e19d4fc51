/** The command line's own rules: exit codes, tables, what is asked of the admin API. */
@NullMarked
package io.plusgate.cli;

import org.jspecify.annotations.NullMarked;
