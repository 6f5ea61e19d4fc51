package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import java.util.function.Consumer;

/**
 * What happens to rows whose id the other side does not have.
 *
 * @param accountedFees fees whose transaction is among {@code theirs}
 */
record Leftovers(
    Consumer<Entry> ours,
    Consumer<Entry> theirs,
    Consumer<Entry> fees,
    Consumer<Entry> accountedFees) {}
