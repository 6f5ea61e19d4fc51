package io.plusgate.reconcile.inquire;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.Inquired.Verdict;
import io.plusgate.reconcile.Money;
import java.time.LocalDate;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What Alipay+'s answer makes of a difference, and that no answer makes nothing of it. */
class ReclassificationTest {
  private static final long DAY = LocalDate.of(2026, 11, 25).toEpochDay();
  private static final Reclassification RULES = new Reclassification(DAY);

  @ParameterizedTest
  @CsvSource({
    "MISSING_AT_ALIPAYPLUS, PAID, MISSING_AT_ALIPAYPLUS",
    "MISSING_AT_ALIPAYPLUS, UNPAID, STATUS_DIFFERS",
    "MISSING_AT_ALIPAYPLUS, IN_PROCESS, MISSING_AT_ALIPAYPLUS",
    "MISSING_AT_ALIPAYPLUS, NOT_KNOWN_THERE, MISSING_AT_ALIPAYPLUS",
    "MISSING_HERE, PAID, MISSING_HERE",
    "MISSING_HERE, UNPAID, STATUS_DIFFERS",
    "MISSING_HERE, NOT_KNOWN_THERE, MISSING_HERE",
    "STATUS_DIFFERS, PAID, STATUS_DIFFERS",
    "STATUS_DIFFERS, UNPAID, STATUS_DIFFERS",
    "AMOUNT_DIFFERS, PAID, AMOUNT_DIFFERS",
    "AMOUNT_DIFFERS, UNPAID, STATUS_DIFFERS",
    "DUPLICATE, PAID, DUPLICATE",
    "FEE_DIFFERS, PAID, FEE_DIFFERS",
    "DAMAGED_SET, PAID, DAMAGED_SET"
  })
  void reclassifiesByWhatAlipayPlusSays(Difference found, Verdict verdict, Difference after) {
    assertThat(RULES.apply(finding(found), said(verdict, 100, DAY)).difference()).isEqualTo(after);
  }

  @ParameterizedTest
  @EnumSource(Difference.class)
  void leavesWhatIsUnknownAsItWasFound(Difference found) {
    var before = finding(found);

    var after = RULES.apply(before, Statement.unknown("no answer: timeout"));

    assertThat(after.difference()).isEqualTo(found);
    assertThat(after.action()).isEqualTo(found.action());
    assertThat(after.key()).isEqualTo(before.key());
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void neverMakesADifferenceVanish(Verdict verdict) {
    for (var found : Difference.values()) {
      var after = RULES.apply(finding(found), said(verdict, 100, DAY)).difference();

      assertThat(after == Difference.MATCHED).isEqualTo(found == Difference.MATCHED);
    }
  }

  @Test
  void waitsForTheDayThatAlipayPlusNames() {
    var after =
        RULES.apply(finding(Difference.MISSING_AT_ALIPAYPLUS), said(Verdict.PAID, 100, DAY + 1));

    assertThat(after.difference()).isEqualTo(Difference.TIMING);
    assertThat(after.action()).contains("2026-11-26");
  }

  @Test
  void seesThatAlipayPlusTookAnotherAmount() {
    var after =
        RULES.apply(finding(Difference.MISSING_AT_ALIPAYPLUS), said(Verdict.PAID, 101, DAY));

    assertThat(after.difference()).isEqualTo(Difference.AMOUNT_DIFFERS);
    assertThat(after.inquired().said()).isEqualTo("paid (S SUCCESS), amount 1.01 USD");
  }

  @ParameterizedTest
  @CsvSource({"100, confirms our amount", "200, confirms the set's amount", "300, neither"})
  void saysWhoseAmountIsRight(long amount, String words) {
    var after = RULES.apply(finding(Difference.AMOUNT_DIFFERS), said(Verdict.PAID, amount, DAY));

    assertThat(after.action()).contains(words);
  }

  private static Statement said(Verdict verdict, long amount, long day) {
    return new Statement(verdict, "S SUCCESS", new Money(amount, "USD"), OptionalLong.of(day));
  }

  private static Finding finding(Difference difference) {
    return Finding.of(
        difference,
        DAY,
        "",
        "payment",
        "R1",
        "A1",
        "",
        "amount 1.00 USD",
        "amount 2.00 USD",
        "",
        new Money(100, "USD"));
  }
}
