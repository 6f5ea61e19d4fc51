package io.plusgate.fuzz;

/** AssertJ says it better, but costs more than the readers do that are looked at here. */
final class Promised {
  private Promised() {}

  static void that(boolean kept, String promise) {
    if (!kept) {
      throw new AssertionError(promise);
    }
  }

  static void same(Object one, Object other, String promise) {
    if (!one.equals(other)) {
      throw new AssertionError(promise + ": " + one + " and " + other);
    }
  }
}
