package io.plusgate.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addresses that share their first bits, as in {@code 192.0.2.0/24}.
 *
 * @param first the smallest of them
 * @param bits how many they share
 */
public record AddressRange(IpAddress first, int bits) {
  private static final Pattern BITS = Pattern.compile("\\d{1,3}");

  public AddressRange {
    if (bits < 0 || bits > first.width() || !first.equals(first.first(bits))) {
      throw new IllegalArgumentException(
          first + "/" + bits + " (expected: nothing but zeros after the first " + bits + " bits)");
    }
  }

  static AddressRange convert(String text) throws Unusable {
    int slash = text.indexOf('/');
    var address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty() || text.indexOf('%') >= 0) {
      throw expected(text);
    }
    int bits = slash < 0 ? address.get().width() : bits(text.substring(slash + 1)).orElse(-1);
    if (bits < 0 || bits > address.get().width()) {
      throw expected(text);
    }
    var first = address.get().first(bits);
    if (!first.equals(address.get())) {
      throw Unusable.expected(text, first + "/" + bits + ", or " + address.get() + " alone");
    }
    return new AddressRange(first, bits);
  }

  public boolean contains(IpAddress address) {
    return address.width() == first.width() && address.first(bits).equals(first);
  }

  private static Optional<Integer> bits(String text) {
    return BITS.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static Unusable expected(String text) {
    return Unusable.expected(text, "addresses such as 192.0.2.0/24, 2001:db8::/32 or 192.0.2.7");
  }

  @Override
  public String toString() {
    return first + "/" + bits;
  }
}
