package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Money;

/** What the matcher must know about a run, and whom it tells. */
public interface Judge {
  /** Whether the set that this report row came from passed all its controls. */
  boolean accepted(Entry theirs);

  /**
   * Whether the absence of our row from the reports says anything; not when the set it belongs to
   * is damaged or not there.
   */
  boolean judged(Entry ours);

  /** One comparison's result; {@link Difference#MATCHED} too, for the totals. */
  void tell(Result result);

  /** More was refunded, by as many refunds, than was paid. */
  void tellRefundedTooMuch(Payment payment, Money refunded, int refunds);

  /** A payment, and whether the row is a report's. */
  record Payment(Entry row, boolean fromReports) {}

  /**
   * A result.
   *
   * @param row which side's row stands for it: theirs where there is one
   * @param fromReports whether that row is a report's
   */
  record Result(
      Difference difference,
      Entry row,
      boolean fromReports,
      String ours,
      String theirs,
      Money amount) {}
}
