package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.Money;
import java.util.function.BiConsumer;

/** Compares the two sides of one payment or refund: first in its own currency, then settled. */
final class Comparison {
  private static final String[] NOTHING = {"", ""};

  private final long feeTolerance;

  /**
   * @param feeTolerance in the smallest unit of the fee's currency, as the contract rounds
   */
  Comparison(long feeTolerance) {
    this.feeTolerance = feeTolerance;
  }

  /**
   * Tells every difference, or {@link Difference#MATCHED} when there is none.
   *
   * @param charged what the reports say of its fee
   */
  void compare(Entry ours, Entry theirs, Fees charged, BiConsumer<Difference, String[]> tell) {
    boolean agree = status(ours, tell);
    agree &= money("amount", ours.amount(), theirs.amount(), tell);
    agree &= money("settlement", ours.settlement(), theirs.settlement(), tell);
    agree &= fee(ours.fee(), charged, tell);
    if (agree) {
      boolean sameDay = ours.time() == 0 || theirs.time() == 0 || ours.day() == theirs.day();
      tell.accept(
          sameDay ? Difference.MATCHED : Difference.TIMING,
          sameDay
              ? NOTHING
              : new String[] {"day " + Entry.date(ours.day()), "day " + Entry.date(theirs.day())});
    }
  }

  private static boolean status(Entry ours, BiConsumer<Difference, String[]> tell) {
    if (ours.status() == EntryStatus.SUCCEEDED) {
      return true;
    }
    tell.accept(Difference.STATUS_DIFFERS, new String[] {ours.status().name(), "SUCCEEDED"});
    return false;
  }

  private static boolean money(
      String what, Money ours, Money theirs, BiConsumer<Difference, String[]> tell) {
    if (!ours.isKnown() || !theirs.isKnown()) {
      return true;
    }
    boolean sameCurrency = ours.currency().equals(theirs.currency());
    if (sameCurrency && ours.minor() == theirs.minor()) {
      return true;
    }
    tell.accept(
        sameCurrency ? Difference.AMOUNT_DIFFERS : Difference.CURRENCY_DIFFERS,
        new String[] {what + " " + ours, what + " " + theirs});
    return false;
  }

  private boolean fee(Money ours, Fees charged, BiConsumer<Difference, String[]> tell) {
    if (!ours.isKnown() || !charged.areKnown() || charged.are(ours, feeTolerance)) {
      return true;
    }
    tell.accept(Difference.FEE_DIFFERS, new String[] {"fee " + ours, "fee " + charged});
    return false;
  }
}
