package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.profile.Profile;
import io.plusgate.reconcile.profile.ProfileReader;
import io.plusgate.reconcile.read.ReportFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One row's {@code amount|currency|time}: exactly that money at that second, or a complaint. */
final class CellTarget implements FuzzTarget {
  private static final Profile FLAT = ProfileReader.read(Path.of("conf/reports/flat.yaml"));
  private static final String HEADER =
      "clearingBatchId,tradeNo,outTradeNo,transactionType,amount,currency,feeAmount,status,"
          + "transactionTime\n";
  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,16}(\\.[0-9]{1,2})?");
  private static final Pattern DAY = Pattern.compile("[0-9]{8}");
  private static final Pattern SECOND =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2})(\\.\\d*)?(.*)");

  @Override
  public String name() {
    return "cell";
  }

  @Override
  public int inputs() {
    return 70_000;
  }

  @Override
  public int longest() {
    return 128;
  }

  @Override
  public List<String> words() {
    return List.of("|", "USD", "JPY", "KWD", "99999999999999999", "E9", "-", ".", "+08:00", "Z");
  }

  @Override
  public void take(byte[] input) {
    String[] cells = new String(input, UTF_8).split("\\|", 3);
    if (cells.length < 3) {
      return;
    }
    String amount = cells[0].strip();
    String currency = cells[1].strip();
    String time = cells[2].strip();
    var rows = new ArrayList<Entry>();
    try {
      read(HEADER + "B,1,O1,PAYMENT," + row(amount, currency, time) + "\n", rows);
    } catch (BadReportException complaint) {
      Promised.that(complaint.complaint().startsWith("f.csv:2:"), "a complaint names the line");
      boolean right = PLAIN.matcher(amount).matches() && currency.equals("USD");
      Promised.that(!right || !isPlainTime(time), "what is right is read");
      return;
    }
    var row = rows.get(0);
    Promised.same(row.time(), seconds(time), "the second is what stood there");
    Promised.same(row.amount().minor(), minor(amount, currency), "the amount is what stood there");
  }

  private static String row(String amount, String currency, String time) {
    return String.join(",", quoted(amount), quoted(currency), "", "SUCCESS", quoted(time));
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static void read(String text, List<Entry> rows) {
    try {
      var bytes = new ByteArrayInputStream(text.getBytes(UTF_8));
      var totals =
          new ReportFile("f.csv", FLAT, "transactionItems", "USD").read(bytes, 0, rows::add);
      Promised.same(totals.count(), 1L, "one row is read");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static long minor(String amount, String currency) {
    return amount.isEmpty()
        ? 0
        : new BigDecimal(amount)
            .movePointRight(Math.max(0, Money.decimals(currency)))
            .abs()
            .longValueExact();
  }

  private static boolean isPlainTime(String time) {
    try {
      LocalDateTime.parse(time);
      return time.length() == 19 && time.charAt(0) != '-';
    } catch (java.time.DateTimeException other) {
      return false;
    }
  }

  private static long seconds(String time) {
    if (DAY.matcher(time).matches()) {
      return LocalDate.parse(
              time.substring(0, 4) + "-" + time.substring(4, 6) + "-" + time.substring(6))
          .atStartOfDay()
          .toEpochSecond(FLAT.zone());
    }
    var shape = SECOND.matcher(time);
    Promised.that(shape.matches(), "only a time of a known shape is read, not " + time);
    var zone = shape.group(4).isEmpty() ? FLAT.zone() : ZoneOffset.of(shape.group(4));
    return LocalDateTime.parse(shape.group(1) + "T" + shape.group(2)).toEpochSecond(zone);
  }
}
