package io.plusgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money in the smallest unit: whole, never negative, always with its currency. */
class AmountTest {
  @ParameterizedTest
  @CsvSource({"0, JPY, 0 JPY", "100, JPY, 100 JPY", "0074, USD, 74 USD"})
  void readsWholeNumbers(String value, String currency, String shown) {
    assertThat(Amount.parse(value, currency)).map(Amount::toString).contains(shown);
  }

  @Test
  void readsTheGreatestThatFits() {
    assertThat(Amount.parse("9".repeat(18), "IDR"))
        .contains(new Amount(999_999_999_999_999_999L, "IDR"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', JPY",
    "-1, JPY",
    "+1, JPY",
    "1.0, JPY",
    "1e2, JPY",
    "' 1', JPY",
    "1234567890123456789, JPY",
    "١٢, JPY",
    "1, ''",
    "1, JP",
    "1, jpy",
    "1, JPYY",
    "1, 'JPY '",
  })
  void readsNothingElse(String value, String currency) {
    assertThat(Amount.parse(value, currency)).isEmpty();
  }

  @Test
  void cannotBeMadeWrong() {
    assertThatThrownBy(() -> new Amount(-1, "JPY")).hasMessage("value: -1 (expected: >= 0)");
    assertThatThrownBy(() -> new Amount(1, "yen"))
        .hasMessage("currency: yen (expected: three letters A-Z)");
  }
}
