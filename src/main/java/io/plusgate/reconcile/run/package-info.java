/**
 * One reconciliation from end to end: find the sets, read and control them, read our side, match,
 * tell every finding.
 *
 * <p>May import the other packages of {@code reconcile}, and {@code store} to read the journal.
 * Deliberately absent: printing, exit codes, the network.
 */
@NullMarked
package io.plusgate.reconcile.run;

import org.jspecify.annotations.NullMarked;
