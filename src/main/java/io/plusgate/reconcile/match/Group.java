package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rows of one type and id; nearly always one of each side. */
final class Group {
  @Nullable Entry ours;
  @Nullable Entry theirs;
  List<Entry> oursAgain = List.of();
  List<Entry> theirsAgain = List.of();
  List<Entry> fees = List.of();

  void addOurs(Entry entry) {
    if (ours == null) {
      ours = entry;
    } else {
      oursAgain = with(oursAgain, entry);
    }
  }

  void addTheirs(Entry entry) {
    if (theirs == null) {
      theirs = entry;
    } else {
      theirsAgain = with(theirsAgain, entry);
    }
  }

  void addFee(Entry entry) {
    fees = with(fees, entry);
  }

  /** The fee report's rows are the ledger of fees; without any the transaction's own fee counts. */
  Money fee(Entry transaction) {
    if (fees.isEmpty()) {
      return transaction.fee();
    }
    var first = fees.get(0).fee();
    long sum = 0;
    for (var fee : fees) {
      sum = Math.addExact(sum, fee.fee().minor());
    }
    return new Money(sum, first.currency());
  }

  private static List<Entry> with(List<Entry> list, Entry entry) {
    if (list.isEmpty()) {
      return List.of(entry);
    }
    var longer = list.size() == 1 ? new ArrayList<>(list) : list;
    longer.add(entry);
    return longer;
  }
}
