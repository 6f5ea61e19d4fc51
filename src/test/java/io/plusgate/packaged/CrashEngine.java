package io.plusgate.packaged;

/** The store under which a crash test runs. */
enum CrashEngine {
  EMBEDDED {
    @Override
    String yaml() {
      return "store: { type: embedded, path: data }";
    }
  };

  /** The section {@code store} of a gateway that has a store of its own. */
  abstract String yaml();
}
