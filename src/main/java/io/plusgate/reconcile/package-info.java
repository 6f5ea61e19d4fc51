/**
 * The words of reconciliation: one row of either side, its money, what a difference is called, why
 * it happens and what to do about it. Both sides are read and matched by two threads, which meet in
 * {@link io.plusgate.reconcile.Joining}.
 *
 * <p>Imports nothing of ours. Deliberately absent: files, columns (profiles are data, in {@code
 * reconcile.profile}), matching, printing.
 */
@NullMarked
package io.plusgate.reconcile;

import org.jspecify.annotations.NullMarked;
