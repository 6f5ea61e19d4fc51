/**
 * Compares two sides of any size in little memory: rows are dealt into files by a hash of their id,
 * then one pair of files after the other is joined.
 *
 * <p>May import {@code reconcile}. Deliberately absent: where rows come from and where findings go.
 */
@NullMarked
package io.plusgate.reconcile.match;

import org.jspecify.annotations.NullMarked;
