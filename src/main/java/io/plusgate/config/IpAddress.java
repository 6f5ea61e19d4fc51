package io.plusgate.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A numeric address, IPv4 or IPv6. Names are never looked up.
 *
 * @param value its bits
 * @param width how many they are: 32 or 128; an IPv4 address that is written as IPv6 has 32
 */
public record IpAddress(BigInteger value, int width) {
  private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*(\\.\\d+){0,3}");

  /** Nothing when the text is none; the zone of a link-local one ({@code fe80::1%eth0}) is cut. */
  public static Optional<IpAddress> parse(String text) {
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
      return Optional.empty();
    }
    try {
      // Both patterns keep names out: what is left is never asked of DNS.
      byte[] bits = InetAddress.getByName(bare).getAddress();
      return Optional.of(new IpAddress(new BigInteger(1, bits), bits.length * Byte.SIZE));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  /** The same address with only its first bits left. */
  public IpAddress first(int bits) {
    int rest = width - bits;
    return new IpAddress(value.shiftRight(rest).shiftLeft(rest), width);
  }

  @Override
  public String toString() {
    byte[] bits = new byte[width / Byte.SIZE];
    byte[] known = value.toByteArray(); // a leading zero for the sign, and none for zeros
    for (int at = 1; at <= Math.min(bits.length, known.length); at++) {
      bits[bits.length - at] = known[known.length - at];
    }
    try {
      return InetAddress.getByAddress(bits).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(width + " bits are no address", impossible);
    }
  }
}
