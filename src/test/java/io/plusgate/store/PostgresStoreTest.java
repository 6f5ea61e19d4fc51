package io.plusgate.store;

import io.plusgate.store.postgres.PostgresStore;
import io.vertx.core.Vertx;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;

/** The PostgreSQL engine keeps the store's promises, on a real server. */
class PostgresStoreTest extends StoreContract {
  private static final Vertx VERTX = Vertx.vertx();

  private final String database = PostgresServer.newDatabase();

  @AfterAll
  static void closeVertx() throws Exception {
    finish(VERTX.close());
  }

  @Override
  Store openEmpty() throws Exception {
    var config = PostgresServer.config(database);
    return await(PostgresStore.open(VERTX, config, new Random(1), Samples.ARBITER));
  }

  @Override
  Store reopen() throws Exception {
    return openEmpty();
  }
}
