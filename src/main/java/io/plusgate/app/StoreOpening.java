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
import java.util.concurrent.CompletableFuture;

/** Opens the store that the configuration names. */
public final class StoreOpening {
  private StoreOpening() {}

  /**
   * Loads what the store needs of native code, a fifth of a second, on another thread while there
   * is other work to do; what can't be loaded is told by who opens the store.
   */
  public static void loadAhead(StoreConfig config) {
    config
        .engine()
        .match(
            embedded -> CompletableFuture.runAsync(EmbeddedStore::loadNativeCode),
            postgreSql -> CompletableFuture.completedFuture(null))
        .exceptionally(toldLater -> null);
  }

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
