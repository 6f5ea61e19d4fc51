/**
 * Bytes to entries: a streaming reader that names file, line and column of whatever is wrong.
 *
 * <p>May import {@code reconcile} and {@code reconcile.profile}. Deliberately absent: a CSV library
 * (none says the column and the encoding error of a cell), repairing of damaged files.
 */
@NullMarked
package io.plusgate.reconcile.read;

import org.jspecify.annotations.NullMarked;
