package io.plusgate.reconcile.read;

import io.plusgate.reconcile.BadReportException;
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

  /** What its rows add up to. */
  public static Totals read(String name, InputStream in, Profile profile, String setCurrency)
      throws IOException {
    var layout = profile.layouts().get(ReportKind.SUMMARY.prefix());
    if (layout == null) {
      throw new BadReportException(
          name, "profile " + profile.name() + " has no layout for it (expected: summary)");
    }
    var records = new CsvRecords(name, in, profile.separator());
    if (!records.next()) {
      throw new BadReportException(name, 1, 1, "is empty (expected: at least a header)");
    }
    var columns =
        Columns.find(records, layout.detail())
            .orElseThrow(
                () ->
                    records.complaint(
                        0,
                        "the header fits no edition that profile "
                            + profile.name()
                            + " knows; it lacks "
                            + Columns.lack(records, layout.detail())));
    var values = new Values(profile);
    long count = 0;
    long amount = 0;
    while (records.next()) {
      if (records.size() != columns.width()) {
        throw records.complaint(
            0, records.size() + " cells (expected: " + columns.width() + ", as in the header)");
      }
      count += number(records, columns);
      amount +=
          values
              .money(records, columns, Field.TOTAL_AMOUNT, Field.CURRENCY, setCurrency)
              .absolute()
              .minor();
    }
    return new Totals(
        Optional.of(count), Optional.of(new Money(amount, setCurrency)), count, amount);
  }

  private static long number(CsvRecords record, Columns columns) {
    String text = columns.text(record, Field.TOTAL_COUNT);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw record.complaint(
          columns.place(Field.TOTAL_COUNT), "totalCount: " + text + " (expected: a number)");
    }
  }
}
