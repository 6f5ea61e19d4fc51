package io.plusgate.packaged;

import io.plusgate.store.PostgresServer;

/** The store under which a crash test runs. */
enum CrashEngine {
  EMBEDDED {
    @Override
    String yaml() {
      return "store: { type: embedded, path: data }";
    }
  },
  /** A real server, which outlives the gateways that are killed on it. */
  POSTGRESQL {
    @Override
    String yaml() {
      return PostgresServer.yaml(PostgresServer.newDatabase());
    }
  };

  /** The section {@code store} of a gateway that has a store of its own. */
  abstract String yaml();
}
