package io.plusgate.reconcile;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount in the currency's smallest unit; a minus is money that flows back.
 *
 * @param currency ISO 4217; empty when the side does not say this amount at all
 */
public record Money(long minor, String currency) {
  /** The side does not say. */
  public static final Money UNKNOWN = new Money(0, "");

  public boolean isKnown() {
    return !currency.isEmpty();
  }

  /** The same without its sign. */
  public Money absolute() {
    return minor < 0 ? new Money(-minor, currency) : this;
  }

  /** What {@link #toString} made; {@link #UNKNOWN} of an empty text. */
  public static Money parse(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0) {
      return UNKNOWN;
    }
    String currency = text.substring(blank + 1);
    var amount = new BigDecimal(text.substring(0, blank));
    return new Money(
        amount.movePointRight(Math.max(0, decimals(currency))).longValueExact(), currency);
  }

  /** How many decimals the currency has; negative when nobody knows the currency. */
  public static int decimals(String currency) {
    return switch (currency) {
      case "USD", "EUR", "CNY", "HKD", "SGD", "MYR", "PHP", "THB", "GBP", "AUD" -> 2;
      case "JPY", "KRW" -> 0;
      default -> looked(currency);
    };
  }

  private static int looked(String currency) {
    try {
      return Currency.getInstance(currency).getDefaultFractionDigits();
    } catch (IllegalArgumentException unknown) {
      return -1;
    }
  }

  @Override
  public String toString() {
    return isKnown()
        ? BigDecimal.valueOf(minor, Math.max(0, decimals(currency))).toPlainString()
            + " "
            + currency
        : "";
  }
}
