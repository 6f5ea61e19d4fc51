package io.plusgate.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether a host is this very machine, by its text alone: names are not looked up. */
final class Loopback {
  private static final Pattern IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  private Loopback() {}

  static boolean is(String host) {
    String bare = host.toLowerCase(Locale.ROOT);
    return bare.equals("localhost")
        || bare.equals("::1")
        || bare.equals("[::1]")
        || IPV4.matcher(bare).matches();
  }
}
