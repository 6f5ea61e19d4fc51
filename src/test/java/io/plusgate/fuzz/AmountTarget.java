package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.protocol.Amount;
import java.math.BigInteger;
import java.util.List;

/** Money as two texts, here with a blank between them: exactly that amount, or none. */
final class AmountTarget implements FuzzTarget {
  @Override
  public String name() {
    return "amount";
  }

  @Override
  public int inputs() {
    return 1_000_000;
  }

  @Override
  public int longest() {
    return 64;
  }

  @Override
  public List<String> words() {
    return List.of("0", "-", "+", ".", "999999999999999999", "JPY", "USD", "e9", "\u0665");
  }

  @Override
  public void take(byte[] input) {
    String text = new String(input, UTF_8);
    int blank = text.indexOf(' ');
    String value = blank < 0 ? text : text.substring(0, blank);
    String currency = blank < 0 ? "" : text.substring(blank + 1);
    Amount.parse(value, currency).ifPresent(amount -> isTheTextsOwn(amount, value, currency));
  }

  private static void isTheTextsOwn(Amount amount, String value, String currency) {
    Promised.same(amount.currency(), currency, "the currency is what stood there");
    Promised.same(
        BigInteger.valueOf(amount.value()), new BigInteger(value), "the value is what stood there");
    String[] again = amount.toString().split(" ");
    Promised.same(
        Amount.parse(again[0], again[1]).orElseThrow(), amount, "it reads the same when written");
  }
}
