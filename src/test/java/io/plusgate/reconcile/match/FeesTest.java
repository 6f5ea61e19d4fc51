package io.plusgate.reconcile.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.Money;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeesTest {
  private final List<String> told = new ArrayList<>();

  @Test
  void addsUpTheRowsOfOneCurrency() {
    compare(usd(50), row(usd(20)), row(usd(30)));

    assertThat(told).containsExactly("MATCHED");
  }

  @Test
  void neverAddsFeesOfTwoCurrencies() {
    compare(usd(50), row(usd(20)), row(new Money(30, "JPY")));

    assertThat(told).containsExactly("FEE_DIFFERS: fee 0.50 USD / fee 30 JPY + 0.20 USD");
  }

  @Test
  void takesTheTransactionsOwnFeeWhereNoRowSaysOtherwise() {
    compare(new Money(7, "JPY"));

    assertThat(told).containsExactly("FEE_DIFFERS: fee 7 JPY / fee 0.50 USD");
  }

  @Test
  void doesNotJudgeAFeeThatOurSideDoesNotKnow() {
    compare(Money.UNKNOWN, row(usd(20)));

    assertThat(told).containsExactly("MATCHED");
  }

  private void compare(Money ours, Entry... rows) {
    var theirs = row(usd(50));
    new Comparison(0)
        .compare(
            row(ours),
            theirs,
            Fees.of(theirs, List.of(rows)),
            (difference, said) -> told.add(words(difference, said)));
  }

  private static String words(Difference difference, String[] said) {
    return difference == Difference.MATCHED
        ? difference.name()
        : difference + ": " + said[0] + " / " + said[1];
  }

  private static Money usd(long minor) {
    return new Money(minor, "USD");
  }

  private static Entry row(Money fee) {
    var amount = usd(1_000);
    return new Entry(
        EntryType.PAYMENT, "p1", "", "", amount, amount, fee, EntryStatus.SUCCEEDED, 0, 0, 0);
  }
}
