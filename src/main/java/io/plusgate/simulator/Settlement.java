package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the partner is settled, and the quote behind it when the currency differs.
 *
 * @param quote the children of the published sample; nothing without an exchange
 */
record Settlement(Amount amount, Optional<JsonObject> quote) {
  private static final Duration QUOTE_STANDS = Duration.ofDays(1);

  /** The payment's amount divided by the one price, as in the sample: 100 JPY, 1.35, 74 USD. */
  static Settlement of(Amount payment, String currency, String price, String id, Instant now) {
    if (currency.equals(payment.currency())) {
      return new Settlement(payment, Optional.empty());
    }
    long value =
        BigDecimal.valueOf(payment.value())
            .divide(new BigDecimal(price), 0, RoundingMode.HALF_UP)
            .longValueExact();
    var quote =
        new JsonObject()
            .put("quoteId", id)
            .put("quoteCurrencyPair", currency + "/" + payment.currency())
            .put("quotePrice", price)
            .put("quoteStartTime", Times.field(now))
            .put("quoteExpiryTime", Times.field(now.plus(QUOTE_STANDS)));
    return new Settlement(new Amount(value, currency), Optional.of(quote));
  }

  /** The settlement of a part of the payment, at the payment's own rate. */
  Settlement part(Amount part, String price) {
    if (quote.isEmpty()) {
      return new Settlement(part, Optional.empty());
    }
    long value =
        BigDecimal.valueOf(part.value())
            .divide(new BigDecimal(price), 0, RoundingMode.HALF_UP)
            .longValueExact();
    return new Settlement(new Amount(value, amount.currency()), quote);
  }
}
