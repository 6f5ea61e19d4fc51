package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Money;
import java.util.List;

/** All rows of one type and id. */
final class Group {
  List<Entry> ours = List.of();
  List<Entry> theirs = List.of();
  List<Entry> fees = List.of();

  /** The fee report's rows are the ledger of fees; without any the transaction's own fee counts. */
  Money fee(Entry transaction) {
    if (fees.isEmpty()) {
      return transaction.fee();
    }
    var first = fees.get(0).fee();
    long sum = fees.stream().mapToLong(fee -> fee.fee().minor()).reduce(0, Math::addExact);
    return new Money(sum, first.currency());
  }
}
