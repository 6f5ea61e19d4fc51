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

  /** As many as an amount of the API has, which a long holds whatever they are. */
  private static final int DIGITS = 18;

  private static final int LONGEST_NUMBER = 60;

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
      var number = new BigDecimal(shortEnough(text));
      if (!decimal && number.scale() > 0) {
        // 2.00 of the smallest unit may be exact, and is nearly surely not what was meant.
        throw new ArithmeticException("a point in a whole number");
      }
      int moved = decimal ? places : 0;
      // Before anything is computed: 1E999999999 would be written out.
      if ((long) number.precision() - number.scale() + moved > DIGITS) {
        throw complaint(
            record, columns, field, text, "at most " + DIGITS + " digits of the smallest unit");
      }
      return number.movePointRight(moved).longValueExact();
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

  private static String shortEnough(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new NumberFormatException("longer than any amount");
    }
    return text;
  }

  /** Plain digits with at most the currency's decimals; MIN_VALUE for all other shapes. */
  private static long quick(String text, int places) {
    int length = text.length();
    boolean minus = length > 0 && text.charAt(0) == '-';
    // The decimals that are not written come on top.
    if (length == 0 || length + places > DIGITS) {
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
    if (text.length() < TIME || !hasSeparators(text)) {
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

  private static boolean hasSeparators(String text) {
    boolean isBetween = text.charAt(10) == 'T' || text.charAt(10) == ' ';
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && isBetween
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  private ZoneOffset offset(String text) {
    int at = TIME;
    if (at < text.length() && text.charAt(at) == '.') {
      do {
        at++;
      } while (at < text.length() && isDigit(text.charAt(at)));
    }
    if (at == text.length()) {
      return profile.zone();
    }
    return text.endsWith("+08:00") && at == text.length() - 6
        ? Entry.ZONE
        : ZoneOffset.of(text.substring(at));
  }

  /** No sign, and no digits but these: parseInt takes both. */
  private static int number(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (!isDigit(text.charAt(at))) {
        throw new DateTimeException(text);
      }
    }
    return Integer.parseInt(text, from, to, 10);
  }

  private static boolean isDigit(char one) {
    return one >= '0' && one <= '9';
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
