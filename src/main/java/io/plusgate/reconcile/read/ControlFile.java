package io.plusgate.reconcile.read;

import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.ReportKind;
import io.plusgate.reconcile.profile.Field;
import io.plusgate.reconcile.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A summary report: one part of rows, each a count and an amount. The amount's sign, and D or C,
 * are not compared: only D has ever been seen.
 */
public final class ControlFile {
  private ControlFile() {}

  /** What its rows add up to; the place is the last row's. */
  public static Totals.Declared read(
      String name, InputStream in, Profile profile, String setCurrency) throws IOException {
    var sections = new Sections(name, in, profile, ReportKind.SUMMARY.prefix());
    var records = sections.records();
    var values = new Values(profile);
    long count = 0;
    long amount = 0;
    String countPlace = records.place(0);
    String amountPlace = countPlace;
    var columns = sections.detail().orElseThrow(() -> records.atTheEnd("the rows are missing"));
    while (sections.next()) {
      count = records.added(count, values.count(records, columns));
      var money = values.money(records, columns, Field.TOTAL_AMOUNT, Field.CURRENCY, setCurrency);
      amount = records.added(amount, money.absolute().minor());
      countPlace = records.place(columns.place(Field.TOTAL_COUNT));
      amountPlace = records.place(columns.place(Field.TOTAL_AMOUNT));
    }
    return new Totals.Declared(
        count, Optional.of(new Money(amount, setCurrency)), countPlace, amountPlace);
  }
}
