package io.plusgate.reconcile.read;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.profile.Field;
import io.plusgate.reconcile.profile.Layout;
import io.plusgate.reconcile.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One file of transactions, fees or a local ledger: an optional control section, a header, rows.
 */
public final class ReportFile {
  private final String name;
  private final Profile profile;
  private final Layout layout;
  private final Values values;
  private final String setCurrency;
  private final boolean fees;

  /**
   * @param report which of the profile's layouts
   * @param setCurrency of amounts whose column is missing: the settlement currency of the set
   */
  public ReportFile(String name, Profile profile, String report, String setCurrency) {
    this.name = name;
    this.profile = profile;
    var known = profile.layouts().get(report);
    if (known == null) {
      throw new BadReportException(
          name,
          "profile "
              + profile.name()
              + " has no layout for it (expected: one of "
              + profile.layouts().keySet().stream().sorted().toList()
              + ")");
    }
    this.layout = known;
    this.values = new Values(profile);
    this.setCurrency = setCurrency;
    this.fees = report.equals("feeItems");
  }

  /** Streams the rows; the totals are the caller's to judge before it uses any of them. */
  public Totals read(InputStream in, int file, Consumer<Entry> rows) throws IOException {
    var records = new CsvRecords(name, in, profile.separator());
    if (!records.next()) {
      throw new BadReportException(name, 1, 1, "is empty (expected: at least a header)");
    }
    Optional<Long> count = Optional.empty();
    Optional<Money> total = Optional.empty();
    var summary =
        layout.summary().isEmpty()
            ? Optional.<Columns>empty()
            : Columns.find(records, layout.summary());
    if (summary.isPresent()) {
      need(records.next(), "the values of the summary section");
      checkWidth(records, summary.get());
      count = Optional.of(count(records, summary.get()));
      total = total(records, summary.get());
      if (!records.next()) {
        refuseUnless(count.get() == 0, "the detail section is missing");
        return new Totals(count, total, 0, 0);
      }
    } else if (!layout.summary().isEmpty()) {
      throw unknownEdition(records, layout.summary(), "summary");
    }
    var detail = Columns.find(records, layout.detail());
    if (detail.isEmpty()) {
      throw unknownEdition(records, layout.detail(), "detail");
    }
    return rows(records, detail.get(), file, rows, count, total);
  }

  private Totals rows(
      CsvRecords records,
      Columns columns,
      int file,
      Consumer<Entry> rows,
      Optional<Long> declaredCount,
      Optional<Money> declaredAmount)
      throws IOException {
    long count = 0;
    long amount = 0;
    boolean ended = profile.endMarker().isEmpty();
    while (records.next()) {
      if (!ended && records.size() == 1 && records.text(0).equals(profile.endMarker())) {
        ended = true;
        break;
      }
      checkWidth(records, columns);
      var entry = entry(records, columns, file);
      count++;
      amount = Math.addExact(amount, counted(entry));
      rows.accept(entry);
    }
    refuseUnless(ended, "the end marker " + profile.endMarker() + " is missing; cut short?");
    refuseUnless(!records.next(), "rows after the end marker");
    return new Totals(declaredCount, declaredAmount, count, amount);
  }

  private long counted(Entry entry) {
    var money =
        fees ? entry.fee() : entry.settlement().isKnown() ? entry.settlement() : entry.amount();
    boolean back = entry.type() == EntryType.REFUND && profile.total() == Profile.Total.NET;
    return back ? -money.minor() : money.minor();
  }

  private Entry entry(CsvRecords record, Columns columns, int file) {
    var type =
        fees
            ? values.literal(record, columns, Field.FEE_TYPE, profile.feeTypes(), EntryType.PAYMENT)
            : values.literal(record, columns, Field.TYPE, profile.types(), EntryType.PAYMENT);
    var amount = values.money(record, columns, Field.AMOUNT, Field.CURRENCY, setCurrency);
    var settlement =
        values.money(
            record, columns, Field.SETTLEMENT_AMOUNT, Field.SETTLEMENT_CURRENCY, setCurrency);
    var feeCurrency = settlement.isKnown() ? settlement.currency() : setCurrency;
    var fee = values.money(record, columns, Field.FEE, Field.FEE_CURRENCY, feeCurrency);
    var entry =
        new Entry(
            type,
            columns.text(record, Field.REQUEST_ID),
            columns.text(record, Field.ALIPAY_ID),
            columns.text(record, Field.ORIGINAL_ID),
            amount.absolute(),
            settlement.absolute(),
            fee,
            values.literal(
                record, columns, Field.STATUS, profile.statuses(), EntryStatus.SUCCEEDED),
            columns.has(Field.TIME) ? values.time(record, columns) : 0,
            file,
            record.line());
    if (entry.id().isEmpty()) {
      throw record.complaint(
          columns.place(Field.REQUEST_ID), "no id (expected: a request id or an Alipay+ id)");
    }
    return entry;
  }

  private long count(CsvRecords record, Columns columns) {
    String text = columns.text(record, Field.TOTAL_COUNT);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw record.complaint(
          columns.place(Field.TOTAL_COUNT), "totalCount: " + text + " (expected: a number)");
    }
  }

  private Optional<Money> total(CsvRecords record, Columns columns) {
    var money = values.money(record, columns, Field.TOTAL_AMOUNT, Field.CURRENCY, setCurrency);
    return money.isKnown() ? Optional.of(money) : Optional.empty();
  }

  private void checkWidth(CsvRecords record, Columns columns) {
    if (record.size() != columns.width()) {
      throw record.complaint(
          Math.min(record.size(), columns.width()) - 1,
          record.size()
              + " cells (expected: "
              + columns.width()
              + ", as in the header; cut short, or another separator?)");
    }
  }

  private BadReportException unknownEdition(
      CsvRecords header, Map<Field, List<String>> names, String section) {
    return header.complaint(
        0,
        "the "
            + section
            + " header fits no edition that profile "
            + profile.name()
            + " knows; it lacks "
            + Columns.lack(header, names)
            + " (try: plusgate reports learn "
            + name
            + ")");
  }

  private void need(boolean present, String what) {
    refuseUnless(present, what + " is missing; cut short?");
  }

  private void refuseUnless(boolean fine, String complaint) {
    if (!fine) {
      throw new BadReportException(name, complaint);
    }
  }
}
