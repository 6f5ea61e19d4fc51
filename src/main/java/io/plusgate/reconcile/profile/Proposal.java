package io.plusgate.reconcile.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A guess at what the columns of an unknown header mean, for a person to check.
 *
 * @param columns field to header name
 * @param unmapped header names nobody could place
 */
public record Proposal(Map<Field, String> columns, List<String> unmapped) {
  /** Words that speak for a field when a name contains all of one group; the first match wins. */
  private static final Map<Field, List<List<String>>> HINTS = hints();

  public Proposal {
    columns = Map.copyOf(columns);
    unmapped = List.copyOf(unmapped);
  }

  /** Guesses by the words in the names. */
  public static Proposal of(List<String> header) {
    var columns = new LinkedHashMap<Field, String>();
    var left = new ArrayList<>(header);
    HINTS.forEach(
        (field, groups) -> {
          for (var group : groups) {
            var found = left.stream().filter(name -> speaks(name, group)).findFirst();
            if (found.isPresent() && !columns.containsKey(field)) {
              columns.put(field, found.get());
              left.remove(found.get());
            }
          }
        });
    return new Proposal(columns, left);
  }

  private static boolean speaks(String name, List<String> words) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return words.stream().allMatch(plain::contains);
  }

  private static Map<Field, List<List<String>>> hints() {
    var hints = new LinkedHashMap<Field, List<List<String>>>();
    hints.put(Field.TOTAL_COUNT, List.of(List.of("total", "count")));
    hints.put(Field.TOTAL_AMOUNT, List.of(List.of("total", "amount")));
    hints.put(Field.ORIGINAL_ID, List.of(List.of("orig", "id")));
    hints.put(Field.REQUEST_ID, List.of(List.of("requestid"), List.of("outtradeno")));
    hints.put(
        Field.ALIPAY_ID,
        List.of(List.of("transactionid"), List.of("paymentid"), List.of("tradeno")));
    hints.put(Field.FEE_TYPE, List.of(List.of("feetype")));
    hints.put(Field.FEE_CURRENCY, List.of(List.of("fee", "currency")));
    hints.put(Field.FEE, List.of(List.of("fee", "amount"), List.of("fee")));
    hints.put(Field.SETTLEMENT_AMOUNT, List.of(List.of("settlement", "amount")));
    hints.put(Field.SETTLEMENT_CURRENCY, List.of(List.of("settlement", "currency")));
    hints.put(Field.TYPE, List.of(List.of("transactiontype"), List.of("type")));
    hints.put(Field.AMOUNT, List.of(List.of("transactionamount"), List.of("amount")));
    hints.put(Field.CURRENCY, List.of(List.of("transactioncurrency"), List.of("currency")));
    hints.put(Field.STATUS, List.of(List.of("status")));
    hints.put(Field.VALUE_DATE, List.of(List.of("valuedate")));
    hints.put(Field.TIME, List.of(List.of("transactiontime"), List.of("time")));
    hints.put(Field.BATCH_ID, List.of(List.of("batchid")));
    return hints;
  }
}
