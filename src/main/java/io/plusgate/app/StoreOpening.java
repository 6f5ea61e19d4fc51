package io.plusgate.app;

import io.plusgate.config.StoreConfig;
import io.plusgate.payment.Arbiter;
import io.plusgate.store.Store;
import io.plusgate.store.StoreReader;
import io.plusgate.store.embedded.EmbeddedReader;
import io.plusgate.store.embedded.EmbeddedStore;
import io.plusgate.store.postgres.PostgresStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Opens the store that the configuration names. */
public final class StoreOpening {
  private StoreOpening() {}

  /** Fails, naming the folder or the database and what is wrong with it, when it can't be used. */
  public static Future<Store> open(Vertx vertx, StoreConfig config, Arbiter arbiter) {
    return config
        .engine()
        .match(
            embedded -> embedded(vertx, embedded.path(), arbiter),
            postgreSql -> PostgresStore.open(vertx, postgreSql, new SecureRandom(), arbiter));
  }

  /** For looking only, also while the gateway runs: a folder is seen as it is now. */
  public static Future<StoreReader> openToRead(Vertx vertx, StoreConfig config, Arbiter arbiter) {
    return config
        .engine()
        .match(
            embedded -> vertx.executeBlocking(() -> EmbeddedReader.open(embedded.path())),
            postgreSql ->
                PostgresStore.open(vertx, postgreSql, new SecureRandom(), arbiter)
                    .map(store -> store));
  }

  private static Future<Store> embedded(Vertx vertx, Path folder, Arbiter arbiter) {
    return vertx.executeBlocking(() -> EmbeddedStore.open(folder, new SecureRandom(), arbiter));
  }
}
