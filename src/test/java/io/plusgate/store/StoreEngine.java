package io.plusgate.store;

/** The engines that the tests of a whole gateway run on. */
public enum StoreEngine {
  EMBEDDED {
    @Override
    public String yaml() {
      return "store: { type: embedded, path: data }";
    }
  },
  /** A real server, which outlives the gateways that stop or are killed on it. */
  POSTGRESQL {
    @Override
    public String yaml() {
      return PostgresServer.yaml(PostgresServer.newDatabase());
    }
  };

  /**
   * The section {@code store} of a gateway that has a store of its own: a new and empty one at each
   * call, if the gateway's folder is new.
   */
  public abstract String yaml();
}
