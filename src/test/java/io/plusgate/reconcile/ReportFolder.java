package io.plusgate.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Report sets and a ledger as files, for tests that look at single rows. */
public final class ReportFolder {
  private static final String ITEMS =
      "transactionRequestId,transactionId,originalTransactionId,transactionType,transactionAmount,"
          + "transactionCurrency,settlementAmount,settlementCurrency,transactionTime\n";
  private static final String FEES =
      "transactionRequestId,transactionId,transactionType,feeAmount,feeCurrency\n";
  private static final String LEDGER =
      "type,requestId,alipayId,originalId,amount,currency,settlementAmount,settlementCurrency,fee,"
          + "feeCurrency,status,time\n";

  private final Path folder;

  public ReportFolder(Path folder) {
    this.folder = folder;
  }

  /** A set whose totals are right; a row ends with its settlement amount, currency and time. */
  public void set(String currency, String batch, String agreement, String... rows) {
    long total = 0;
    for (String row : rows) {
      var cells = List.of(row.split(",", -1));
      total += (cells.get(3).equals("REFUND") ? -1 : 1) * Long.parseLong(cells.get(6));
    }
    String name = "P1_" + currency + "_" + batch + "_" + agreement + "_000.csv";
    write("transactionItems_" + name, totals(rows.length, total) + ITEMS + lines(rows));
    write(
        "summary_" + name,
        "clearingBatchId,totalCount,totalAmount\n"
            + batch
            + ","
            + rows.length
            + ","
            + total
            + "\n");
  }

  public void fees(String currency, String batch, String agreement, String... rows) {
    long total = 0;
    for (String row : rows) {
      total += Long.parseLong(row.split(",", -1)[3]);
    }
    String name = "feeItems_P1_" + currency + "_" + batch + "_" + agreement + "_000.csv";
    write(name, totals(rows.length, total) + FEES + lines(rows));
  }

  /** A row of a set: settled in USD cents, at this time of 2026-11-25, e.g. {@code 10:00:00}. */
  public static String row(String type, String id, String original, long amount, String time) {
    return String.join(
        ",",
        "R" + id,
        "A" + id,
        original,
        type,
        "" + amount,
        "USD",
        "" + amount,
        "USD",
        "2026-11-25T" + time + "+08:00");
  }

  /** The same row as our ledger has it. */
  public static String ours(
      String type, String id, String original, long amount, String status, String time) {
    return String.join(
        ",",
        type,
        "R" + id,
        "A" + id,
        original,
        "" + amount,
        "USD",
        "" + amount,
        "USD",
        "",
        "",
        status,
        "2026-11-25T" + time + "+08:00");
  }

  public Path ledger(String... rows) {
    write("ledger.csv", LEDGER + lines(rows));
    return folder.resolve("ledger.csv");
  }

  public Path path() {
    return folder;
  }

  public void write(String name, String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text);

    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static String totals(int count, long total) {
    return "totalCount,totalAmount\n" + count + "," + total + "\n";
  }

  private static String lines(String... rows) {
    return rows.length == 0 ? "" : String.join("\n", rows) + "\n";
  }
}
