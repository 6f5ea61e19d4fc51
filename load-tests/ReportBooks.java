import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Report sets and our ledger for reconcile.sh, run from source.
 *
 * <pre>
 *   FOLDER ROWS      writes FOLDER/reports and FOLDER/ledger.csv, prints how many differ
 * </pre>
 *
 * Three sets of one clearing day (a second agreement in one currency), in parts of a million rows;
 * every eighth row is a refund of half a payment. The ledger has the same rows in an order that has nothing to do
 * with theirs. One row of 10 000 is only theirs, one only ours, one has another amount.
 */
public final class ReportBooks {
  private static final int PART = 1_000_000;
  private static final int ODD = 10_000;
  private static final String[][] SETS = {{"USD", "A1"}, {"EUR", "A1"}, {"USD", "CN"}};
  private static final String[] PAID = {"JPY", "KRW", "CNY", "USD", "HKD"};
  private static final String ITEMS =
      "totalCount,totalAmount\n%d,%d\ntransactionRequestId,transactionId,originalTransactionId,"
          + "transactionType,transactionAmount,transactionCurrency,settlementAmount,"
          + "settlementCurrency,transactionTime\n";

  private final Path folder;
  private final long rows;
  private final StringBuilder row = new StringBuilder(256);

  private ReportBooks(Path folder, long rows) {
    this.folder = folder;
    this.rows = rows;
  }

  public static void main(String[] args) throws IOException {
    var books = new ReportBooks(Path.of(args[0]), Long.parseLong(args[1]));
    books.reports();
    books.ledger();
    System.out.println(3 * ((books.rows + ODD - 1) / ODD));
  }

  private void reports() throws IOException {
    Files.createDirectories(folder.resolve("reports"));
    for (int set = 0; set < SETS.length; set++) {
      String name =
          "_P1_" + SETS[set][0] + "_CB20261125_" + SETS[set][1] + "_%03d.csv";
      long count = 0;
      long total = 0;
      int part = 0;
      for (long first = set; first < rows; first += (long) PART * SETS.length) {
        long[] sums = part("transactionItems" + name.formatted(part++), first);
        count += sums[0];
        total += sums[1];
      }
      Files.writeString(
          folder.resolve("reports/summary" + name.formatted(0)),
          "clearingBatchId,totalCount,totalAmount\nCB20261125," + count + "," + total + "\n");
    }
  }

  private long[] part(String name, long first) throws IOException {
    long past = Math.min(rows, first + (long) PART * SETS.length);
    long count = 0;
    long total = 0;
    for (long number = first; number < past; number += SETS.length) {
      if (kind(number) != 1) {
        count++;
        total += isRefund(number) ? -settled(number) : settled(number);
      }
    }
    try (var out = open(folder.resolve("reports").resolve(name))) {
      put(out, ITEMS.formatted(count, total));
      for (long number = first; number < past; number += SETS.length) {
        if (kind(number) != 1) {
          theirs(number);
          put(out, row);
        }
      }
    }
    return new long[] {count, total};
  }

  private void ledger() throws IOException {
    try (var out = open(folder.resolve("ledger.csv"))) {
      put(
          out,
          "type,requestId,alipayId,originalId,amount,currency,settlementAmount,settlementCurrency,"
              + "fee,feeCurrency,status,time\n");
      long step = 7_368_787; // a prime, so that every row comes once
      while (rows % step == 0) {
        step += 2;
      }
      for (long at = 0, number = 0; at < rows; at++, number = (number + step) % rows) {
        if (kind(number) != 0) {
          ours(number);
          put(out, row);
        }
      }
    }
  }

  /** 0 only theirs, 1 only ours, 2 another amount; all else agrees. */
  private static long kind(long number) {
    return (number + number / ODD % 7) % ODD;
  }

  private void theirs(long number) {
    row.setLength(0);
    id(number);
    row.append(isRefund(number) ? ",REFUND," : ",PAYMENT,");
    money(number, kind(number) == 2 ? 1 : 0);
    time(number);
    row.append('\n');
  }

  private void ours(long number) {
    row.setLength(0);
    row.append(isRefund(number) ? "REFUND," : "PAYMENT,");
    id(number);
    row.append(',');
    money(number, 0);
    row.append(",,SUCCEEDED,");
    time(number);
    row.append('\n');
  }

  private void id(long number) {
    long spread = number * 0x9E3779B97F4A7C15L;
    hex(spread);
    hex(Long.reverse(spread) ^ number);
    row.append(",20261125190741010007AC");
    digits(number, 9);
    row.append(',');
    if (isRefund(number)) {
      row.append("20261125190741010007AC");
      digits(paymentOf(number), 9);
    }
  }

  private void money(long number, long more) {
    int set = (int) (number % SETS.length);
    row.append(settled(number) * 3 + more).append(',').append(PAID[(int) (paymentOf(number) / 3 % PAID.length)]);
    row.append(',').append(settled(number)).append(',').append(SETS[set][0]).append(',');
  }

  private void time(long number) {
    long second = 3_600 + number * 31 % 79_200;
    row.append("2026-11-25T");
    digits(second / 3_600, 2);
    row.append(':');
    digits(second / 60 % 60, 2);
    row.append(':');
    digits(second % 60, 2);
    row.append("+08:00");
  }

  private static boolean isRefund(long number) {
    return number % 8 == 7;
  }

  /** Itself, or the refunded one of the same set. */
  private static long paymentOf(long number) {
    return isRefund(number) ? number - SETS.length : number;
  }

  private static long settled(long number) {
    long paid = 100 + paymentOf(number) * 7_919 % 900_000;
    return isRefund(number) ? paid / 2 : paid;
  }

  private void hex(long bits) {
    for (int at = 60; at >= 0; at -= 4) {
      row.append(Character.forDigit((int) (bits >>> at & 15), 16));
    }
  }

  private void digits(long value, int width) {
    int from = row.length();
    row.append(value);
    while (row.length() < from + width) {
      row.insert(from, '0');
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  private static void put(OutputStream out, CharSequence text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}
