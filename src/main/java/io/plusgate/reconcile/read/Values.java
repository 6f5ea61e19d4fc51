package io.plusgate.reconcile.read;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.profile.Field;
import io.plusgate.reconcile.profile.Profile;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Turns cells into money, times and literals, exactly or not at all. */
final class Values {
  private static final int DATE = 10;
  private static final int TIME = 19;
  private static final long DAY = 86_400;

  private final Profile profile;
  private final Map<String, Currency> currencies = new HashMap<>();
  private String lastDate = "";
  private long lastDay;

  /** One text for all rows, and how many decimals; negative when nobody knows it. */
  private record Currency(String code, int decimals) {}

  Values(Profile profile) {
    this.profile = profile;
  }

  /** The amount of these two columns; {@link Money#UNKNOWN} when the file has no such amount. */
  Money money(CsvRecords record, Columns columns, Field amount, Field currency, String otherwise) {
    if (!columns.has(amount)) {
      return Money.UNKNOWN;
    }
    String text = columns.text(record, amount);
    if (text.isEmpty()) {
      return Money.UNKNOWN;
    }
    String code = columns.has(currency) ? columns.text(record, currency) : otherwise;
    var known = currencies.get(code);
    if (known == null) {
      known = new Currency(code, Money.decimals(code));
      currencies.put(code, known);
    }
    if (known.decimals() < 0) {
      throw complaint(record, columns, currency, code, "an ISO 4217 currency");
    }
    return new Money(minor(record, columns, amount, text, known.decimals()), known.code());
  }

  /** The total count of a control section. */
  long count(CsvRecords record, Columns columns) {
    String text = columns.text(record, Field.TOTAL_COUNT);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw complaint(record, columns, Field.TOTAL_COUNT, text, "a number");
    }
  }

  private long minor(CsvRecords record, Columns columns, Field field, String text, int places) {
    boolean decimal = profile.unit() == Profile.Unit.DECIMAL;
    long quick = quick(text, decimal ? places : 0);
    if (quick != Long.MIN_VALUE) {
      return quick;
    }
    try {
      var number = new BigDecimal(text).movePointRight(decimal ? places : 0);
      if (!decimal && number.scale() > 0) {
        // 2.00 of the smallest unit may be exact, and is nearly surely not what was meant.
        throw new ArithmeticException("a point in a whole number");
      }
      return number.longValueExact();
    } catch (NumberFormatException notANumber) {
      throw complaint(record, columns, field, text, "a number such as 100.00 or 10000");
    } catch (ArithmeticException inexact) {
      throw complaint(
          record,
          columns,
          field,
          text,
          decimal
              ? "at most " + places + " decimals"
              : "a whole number of the smallest unit; is `unit: decimal` meant?");
    }
  }

  /** Plain digits with at most the currency's decimals; MIN_VALUE for all other shapes. */
  private static long quick(String text, int places) {
    int length = text.length();
    boolean minus = length > 0 && text.charAt(0) == '-';
    if (length == 0 || length > 17) {
      return Long.MIN_VALUE;
    }
    long value = 0;
    int seen = -1;
    int digits = 0;
    for (int at = minus ? 1 : 0; at < length; at++) {
      char one = text.charAt(at);
      if (one == '.' && seen < 0) {
        seen = 0;
      } else if (one >= '0' && one <= '9') {
        value = value * 10 + (one - '0');
        digits++;
        seen = seen < 0 ? seen : seen + 1;
      } else {
        return Long.MIN_VALUE;
      }
    }
    if (seen > places || seen == 0 || digits == 0) {
      return Long.MIN_VALUE;
    }
    for (int at = Math.max(0, seen); at < places; at++) {
      value *= 10;
    }
    return minus ? -value : value;
  }

  /** Seconds since 1970; a time without an offset is in the profile's zone. */
  long time(CsvRecords record, Columns columns) {
    String text = columns.text(record, Field.TIME);
    try {
      return seconds(text);
    } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException noTime) {
      throw complaint(
          record, columns, Field.TIME, text, "a time such as 2024-03-31T10:00:00+08:00");
    }
  }

  private long seconds(String text) {
    if (text.length() == 8) {
      var date = LocalDate.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8));
      return date.atStartOfDay().toEpochSecond(profile.zone());
    }
    if (text.length() < TIME || text.charAt(4) != '-' || text.charAt(13) != ':') {
      throw new DateTimeException(text);
    }
    if (!text.regionMatches(0, lastDate, 0, DATE) || lastDate.isEmpty()) {
      lastDay =
          LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE)).toEpochDay();
      lastDate = text.substring(0, DATE);
    }
    int second =
        LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, TIME))
            .toSecondOfDay();
    return lastDay * DAY + second - offset(text).getTotalSeconds();
  }

  private ZoneOffset offset(String text) {
    int at = TIME;
    if (at < text.length() && text.charAt(at) == '.') {
      do {
        at++;
      } while (at < text.length() && Character.isDigit(text.charAt(at)));
    }
    if (at == text.length()) {
      return profile.zone();
    }
    return text.endsWith("+08:00") && at == text.length() - 6
        ? Entry.ZONE
        : ZoneOffset.of(text.substring(at));
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  /** The meaning of a literal; the complaint names those the profile knows. */
  <T> T literal(
      CsvRecords record, Columns columns, Field field, Map<String, T> known, T otherwise) {
    if (!columns.has(field)) {
      return otherwise;
    }
    String text = columns.text(record, field);
    T meaning = known.get(text);
    if (meaning == null) {
      throw complaint(
          record, columns, field, text, "one of " + known.keySet().stream().sorted().toList());
    }
    return meaning;
  }

  private static BadReportException complaint(
      CsvRecords record, Columns columns, Field field, String text, String rule) {
    return record.complaint(
        columns.place(field), field.word() + ": " + shown(text) + " (expected: " + rule + ")");
  }

  private static String shown(String text) {
    String kept = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return kept.isEmpty() ? "empty" : kept;
  }
}
