package io.plusgate.config;

/** Why a value can not be used, in words for the operator and without any secret. */
final class Unusable extends Exception {
  private static final long serialVersionUID = 1L;

  Unusable(String why) {
    super(why);
  }

  static Unusable expected(String found, String rule) {
    return new Unusable((found.isEmpty() ? "\"\"" : found) + " (expected: " + rule + ")");
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
