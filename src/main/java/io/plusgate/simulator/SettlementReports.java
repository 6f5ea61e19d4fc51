package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The report sets of one partner and one clearing day, from what the books say was settled: one set
 * per settlement currency and agreement, in the documented two-section layout. The column names are
 * those of {@code conf/reports/two-section.yaml}, to be confirmed like there.
 */
public final class SettlementReports {
  private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
  private static final int ROWS_OF_A_PART = 40;
  private static final Set<ReportFault> OF_A_SET =
      Set.of(ReportFault.CUT_SHORT, ReportFault.OTHER_SETTLEMENT);
  private static final String TOTALS = "totalCount,totalAmount";
  private static final String ITEMS =
      "transactionRequestId,transactionId,originalTransactionId,transactionType,transactionAmount,"
          + "transactionCurrency,settlementAmount,settlementCurrency,transactionTime";
  private static final String FEES =
      "transactionRequestId,transactionId,transactionType,feeAmount,feeCurrency";

  private final String participant;
  private final LocalDate day;
  private final Function<BookedPayment, String> agreement;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<Injected> injected = new ArrayList<>();
  private String settledWrong = "";

  /** What was made wrong, and with which transaction. */
  public record Injected(ReportFault fault, String transactionId) {}

  /**
   * The reports of this day.
   *
   * @param agreement participantAgreementId, with its currency in front: {@code USD_AGR1}
   */
  public SettlementReports(
      String participant, LocalDate day, Function<BookedPayment, String> agreement) {
    this.participant = participant;
    this.day = day;
    this.agreement = agreement;
  }

  /**
   * Writes the sets; each agreement named gets one, on an empty day too.
   *
   * @param agreements all there are, as the function names them
   */
  public SettlementReports write(
      List<BookedPayment> books, Set<String> agreements, List<ReportFault> faults, Random random) {
    var rows = settled(books);
    var whole = faults.contains(ReportFault.CUT_SHORT) ? agreements.iterator().next() : "";
    inject(rows, books, faults, whole, random);
    var sets = new TreeMap<String, List<ReportRow>>();
    agreements.forEach(name -> sets.put(name, new ArrayList<>()));
    rows.forEach(row -> sets.computeIfAbsent(row.agreement(), k -> new ArrayList<>()).add(row));
    if (faults.contains(ReportFault.OTHER_SETTLEMENT)) {
      settledWrong = sets.lastKey();
      injected.add(new Injected(ReportFault.OTHER_SETTLEMENT, ""));
    }
    sets.forEach(this::writeSet);
    if (!whole.isEmpty()) {
      cutShort(whole);
    }
    return this;
  }

  /** By file name. */
  public Map<String, byte[]> files() {
    var bytes = new LinkedHashMap<String, byte[]>();
    files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return bytes;
  }

  public List<Injected> injected() {
    return List.copyOf(injected);
  }

  private List<ReportRow> settled(List<BookedPayment> books) {
    var rows = new ArrayList<ReportRow>();
    for (var payment : books) {
      if (payment.state() == PaymentState.SUCCEEDED) {
        rows.add(ReportRow.of(payment, agreement.apply(payment)));
        payment
            .refunds()
            .forEach(refund -> rows.add(ReportRow.of(payment, refund, agreement.apply(payment))));
      }
    }
    rows.removeIf(row -> !row.time().atOffset(ZONE).toLocalDate().equals(day));
    return rows;
  }

  private void inject(
      List<ReportRow> rows,
      List<BookedPayment> books,
      List<ReportFault> faults,
      String whole,
      Random random) {
    var free = new ArrayList<>(rows);
    free.removeIf(row -> row.agreement().equals(whole));
    var unsuccessful =
        new ArrayList<>(
            books.stream()
                .filter(payment -> payment.state() != PaymentState.SUCCEEDED)
                .filter(payment -> !agreement.apply(payment).equals(whole))
                .toList());
    Collections.shuffle(free, random);
    for (var fault : faults) {
      if (fault == ReportFault.UNSUCCESSFUL_ROW) {
        if (!unsuccessful.isEmpty()) {
          var payment = unsuccessful.remove(0);
          rows.add(ReportRow.of(payment, agreement.apply(payment)));
          injected.add(new Injected(fault, payment.paymentId()));
        }
      } else if (!OF_A_SET.contains(fault) && !free.isEmpty()) {
        wrong(rows, free.remove(0), fault);
      }
    }
  }

  private void wrong(List<ReportRow> rows, ReportRow row, ReportFault fault) {
    int at = rows.indexOf(row);
    var amount = row.amount();
    String id = row.transactionId();
    switch (fault) {
      case LOST_ROW -> rows.remove(at);
      case STRANGE_ROW -> {
        id = "strange" + row.transactionId();
        rows.add(row.withIds("strange" + row.requestId(), id));
      }
      case OTHER_AMOUNT ->
          rows.set(at, row.withAmount(new Amount(amount.value() + 1, amount.currency())));
      case OTHER_CURRENCY -> rows.set(at, row.withAmount(new Amount(amount.value(), "THB")));
      case OTHER_FEE -> rows.set(at, row.withFee(row.fee() + 5));
      case ROW_TWICE -> rows.add(row);
      case OTHER_DAY -> rows.set(at, row.withTime(nextDay()));
      case UNSUCCESSFUL_ROW, CUT_SHORT, OTHER_SETTLEMENT ->
          throw new IllegalStateException(fault + " has no row");
    }
    injected.add(new Injected(fault, id));
  }

  private Instant nextDay() {
    return day.plusDays(1).atTime(0, 0, 10).toInstant(ZONE);
  }

  private void writeSet(String name, List<ReportRow> rows) {
    int parts = Math.max(1, (rows.size() + ROWS_OF_A_PART - 1) / ROWS_OF_A_PART);
    var charged = new HashSet<ReportRow>();
    for (int part = 0; part < parts; part++) {
      var here =
          rows.subList(part * ROWS_OF_A_PART, Math.min(rows.size(), (part + 1) * ROWS_OF_A_PART));
      long net = here.stream().mapToLong(ReportRow::net).sum();
      put("transactionItems", name, part, here.size(), net, ITEMS, lines(here, ReportRow::item));
      var fees = here.stream().filter(charged::add).toList();
      long fee = fees.stream().mapToLong(ReportRow::netFee).sum();
      put("feeItems", name, part, fees.size(), fee, FEES, lines(fees, ReportRow::feeItem));
    }
    long net = rows.stream().mapToLong(ReportRow::net).sum();
    String head = "clearingBatchId,totalCount,totalAmount,direction\n";
    files.put(file("summary", name, 0), head + batch() + "," + rows.size() + "," + net + ",D\n");
    long paid = name.equals(settledWrong) ? net + 7 : net;
    files.put(
        "settlement_%s_%s_000.csv"
            .formatted(participant, name.replaceFirst("_", "_" + batch().replace('C', 'S') + "_")),
        "valueDate,totalAmount\n%s,%d\nclearingBatchId,settlementAmount\n%s,%d\n"
            .formatted(
                day.plusDays(2).format(DateTimeFormatter.BASIC_ISO_DATE), paid, batch(), paid));
  }

  private void put(
      String kind, String name, int part, int count, long total, String header, String lines) {
    files.put(
        file(kind, name, part), TOTALS + "\n" + count + "," + total + "\n" + header + "\n" + lines);
  }

  private static String lines(List<ReportRow> rows, Function<ReportRow, String> line) {
    var text = new StringBuilder();
    rows.forEach(row -> text.append(line.apply(row)).append('\n'));
    return text.toString();
  }

  private void cutShort(String name) {
    var last =
        files.keySet().stream()
            .filter(file -> file.startsWith("transactionItems") && file.contains(tail(name)))
            .reduce((earlier, later) -> later);
    last.ifPresent(
        file -> files.computeIfPresent(file, (key, text) -> text.substring(0, text.length() - 30)));
    injected.add(new Injected(ReportFault.CUT_SHORT, ""));
  }

  private String file(String kind, String name, int part) {
    return "%s_%s_%s_%03d.csv".formatted(kind, participant, tail(name), part);
  }

  /** {@code USD_AGR1} becomes {@code USD_<batch>_AGR1}. */
  private String tail(String name) {
    return name.replaceFirst("_", "_" + batch() + "_");
  }

  private String batch() {
    return "CB" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
