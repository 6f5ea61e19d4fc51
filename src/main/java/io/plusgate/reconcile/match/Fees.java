package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Alipay+ charged for one transaction, a sum for each currency: the fee report's rows are the
 * ledger of fees; without any the transaction's own fee counts.
 */
record Fees(Map<String, Long> minorOf) {
  static Fees of(Entry transaction, List<Entry> rows) {
    var sums = new TreeMap<String, Long>();
    if (rows.isEmpty()) {
      add(sums, transaction.fee());
    }
    rows.forEach(row -> add(sums, row.fee()));
    return new Fees(sums);
  }

  private static void add(Map<String, Long> sums, Money fee) {
    if (fee.isKnown()) {
      sums.merge(fee.currency(), fee.minor(), Math::addExact);
    }
  }

  boolean areKnown() {
    return !minorOf.isEmpty();
  }

  /** Whether this is all that was charged, give or take the tolerance in its smallest unit. */
  boolean are(Money fee, long tolerance) {
    Long charged = minorOf.get(fee.currency());
    return minorOf.size() == 1
        && charged != null
        && Math.abs(Math.subtractExact(fee.minor(), charged)) <= tolerance;
  }

  @Override
  public String toString() {
    return minorOf.entrySet().stream()
        .map(sum -> new Money(sum.getValue(), sum.getKey()).toString())
        .collect(Collectors.joining(" + "));
  }
}
