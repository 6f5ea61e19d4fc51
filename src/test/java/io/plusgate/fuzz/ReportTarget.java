package io.plusgate.fuzz;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.profile.Profile;
import io.plusgate.reconcile.profile.ProfileReader;
import io.plusgate.reconcile.read.ControlFile;
import io.plusgate.reconcile.read.ReportFile;
import io.plusgate.reconcile.read.SettlementFile;
import io.plusgate.reconcile.read.Totals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Report files: rows that add up, or a complaint with file, line and column. The first byte says
 * which report of which profile the rest is.
 */
final class ReportTarget implements FuzzTarget {
  private static final Profile TWO_SECTION =
      ProfileReader.read(Path.of("conf/reports/two-section.yaml"));
  private static final Profile FLAT = ProfileReader.read(Path.of("conf/reports/flat.yaml"));
  private static final Pattern PLACE = Pattern.compile("f\\.csv:([0-9]{1,9}):[0-9]+: .*", 32);

  @Override
  public String name() {
    return "report";
  }

  @Override
  public int inputs() {
    return 80_000;
  }

  @Override
  public List<String> words() {
    return List.of(
        "transactionRequestId,transactionId,originalTransactionId,transactionType,"
            + "transactionAmount,transactionCurrency,settlementAmount,settlementCurrency,"
            + "transactionTime\n",
        "\nR1,A1,,PAYMENT,2000,JPY,2000,USD,2026-11-25T10:00:00+08:00",
        "totalCount,totalAmount\n",
        "REFUND",
        "9223372036854775807",
        "-9223372036854775808",
        "\"",
        "\r\n",
        ",");
  }

  @Override
  public void take(byte[] input) {
    int choice = input.length == 0 ? 0 : Math.floorMod(input[0], 8);
    var profile = choice < 4 ? TWO_SECTION : FLAT;
    var rest = new ByteArrayInputStream(input, Math.min(1, input.length), input.length);
    try {
      switch (choice % 4) {
        case 0 -> rows(profile, "transactionItems", rest);
        case 1 -> rows(profile, "feeItems", rest);
        case 2 -> mayBeHeldAgainst(ControlFile.read("f.csv", rest, profile, "USD"));
        default -> haveAPlace(SettlementFile.read("f.csv", rest, profile, "USD"));
      }
    } catch (BadReportException complaint) {
      hasAPlace(complaint.complaint(), input);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void rows(Profile profile, String report, ByteArrayInputStream in)
      throws IOException {
    var rows = new ArrayList<Entry>();
    var totals = new ReportFile("f.csv", profile, report, "USD").read(in, 0, rows::add);
    Promised.same(totals.count(), (long) rows.size(), "every row is counted");
    var fees = report.equals("feeItems");
    var sum = BigInteger.ZERO;
    for (var row : rows) {
      Promised.that(row.amount().minor() >= 0, "an amount has no sign");
      Promised.that(row.settlement().minor() >= 0, "an amount has no sign");
      Promised.that(!row.id().isEmpty(), "a row has an id");
      sum = sum.add(counted(row, fees, profile));
    }
    Promised.same(sum, BigInteger.valueOf(totals.amount()), "the total is the sum of the rows");
    totals.declared().ifPresent(ReportTarget::mayBeHeldAgainst);
  }

  private static BigInteger counted(Entry row, boolean fees, Profile profile) {
    var money = fees ? row.fee() : row.settlement().isKnown() ? row.settlement() : row.amount();
    var value = BigInteger.valueOf(money.minor());
    boolean back = row.type() == EntryType.REFUND && profile.total() == Profile.Total.NET;
    return back ? value.negate() : value;
  }

  private static void mayBeHeldAgainst(Totals.Declared declared) {
    Promised.that(declared.amountPlace().startsWith("f.csv:"), "a total has a place");
  }

  private static void haveAPlace(SettlementFile file) {
    for (var batch : file.batches()) {
      Promised.that(batch.place().startsWith("f.csv:"), "a batch has a place");
    }
  }

  private static void hasAPlace(String complaint, byte[] input) {
    var place = PLACE.matcher(complaint);
    Promised.that(place.matches(), "a complaint has file, line and column: " + complaint);
    long lines = 2;
    for (byte one : input) {
      lines += one == '\n' ? 1 : 0;
    }
    long line = Long.parseLong(place.group(1));
    Promised.that(line >= 1 && line <= lines, "the line is one of the file's: " + complaint);
  }
}
