package io.plusgate.reconcile.read;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.profile.Field;
import io.plusgate.reconcile.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One file of transactions, fees or a local ledger: an optional control section, a header, rows.
 */
public final class ReportFile {
  private final String name;
  private final Profile profile;
  private final String report;
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
    this.report = report;
    this.values = new Values(profile);
    this.setCurrency = setCurrency;
    this.fees = report.equals("feeItems");
  }

  /** Streams the rows; the totals are the caller's to judge before it uses any of them. */
  public Totals read(InputStream in, int file, Consumer<Entry> rows) throws IOException {
    var sections = new Sections(name, in, profile, report);
    var records = sections.records();
    var declared = sections.summary().map(summary -> declared(records, summary));
    var columns = sections.detail();
    if (columns.isEmpty()) {
      if (declared.stream().anyMatch(said -> said.count() != 0)) {
        throw records.atTheEnd("the detail section is missing; cut short?");
      }
      return new Totals(declared, 0, 0);
    }
    long count = 0;
    long amount = 0;
    while (sections.next()) {
      var entry = entry(records, columns.get(), file);
      count++;
      amount = records.added(amount, counted(entry));
      rows.accept(entry);
    }
    return new Totals(declared, count, amount);
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

  private Totals.Declared declared(CsvRecords record, Columns columns) {
    var total = values.money(record, columns, Field.TOTAL_AMOUNT, Field.CURRENCY, setCurrency);
    return new Totals.Declared(
        values.count(record, columns),
        total.isKnown() ? Optional.of(total) : Optional.empty(),
        record.place(columns.place(Field.TOTAL_COUNT)),
        record.place(columns.place(Field.TOTAL_AMOUNT)));
  }
}
