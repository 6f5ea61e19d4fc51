package io.plusgate.config;

import java.util.regex.Pattern;

/** What may stand after {@code keyVersion=} in a {@code Signature} header. */
final class KeyVersions {
  static final String EXPECTED = "1 to 32 letters or digits";
  static final String DEFAULT = "1";

  private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z._-]{1,32}");

  private KeyVersions() {}

  static boolean fits(String keyVersion) {
    return SHAPE.matcher(keyVersion).matches();
  }
}
