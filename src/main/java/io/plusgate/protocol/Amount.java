package io.plusgate.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Money: a whole number of the currency's smallest unit, and its ISO 4217 code. JPY 100 is 100 yen,
 * USD 74 is 0.74 dollars.
 */
public record Amount(long value, String currency) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  public Amount {
    if (value < 0) {
      throw new IllegalArgumentException("value: " + value + " (expected: >= 0)");
    }
    if (!CURRENCY.matcher(currency).matches()) {
      throw new IllegalArgumentException(
          "currency: " + currency + " (expected: three letters A-Z)");
    }
  }

  /**
   * What the message says, or nothing when it does not say an amount as the documents define it.
   */
  public static Optional<Amount> parse(String value, String currency) {
    return DIGITS.matcher(value).matches() && CURRENCY.matcher(currency).matches()
        ? Optional.of(new Amount(Long.parseLong(value), currency))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value + " " + currency;
  }
}
