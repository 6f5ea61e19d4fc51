package io.plusgate.simulator;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * At what rate money is exchanged.
 *
 * @param quotePrice the acquirer's one exchange rate, as in the published sample
 * @param payToCurrency what wallets are asked to pay in; the order's currency if empty
 * @param payToPrice the wallet's one exchange rate
 */
public record MoneyChoices(String quotePrice, Optional<String> payToCurrency, String payToPrice) {
  public static final MoneyChoices DEFAULTS = new MoneyChoices("1.35", Optional.empty(), "0.1");

  public MoneyChoices {
    positive("quotePrice", quotePrice);
    positive("payToPrice", payToPrice);
  }

  private static void positive(String name, String price) {
    if (!price.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") || new BigDecimal(price).signum() == 0) {
      throw new IllegalArgumentException(name + ": " + price + " (expected: such as 1.35)");
    }
  }
}
