package io.plusgate.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.store.StoreRefusedException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The numbered SQL files, applied in order by one gateway while the others wait. */
final class Schema {
  private static final List<String> FILES = List.of("V001__first.sql", "V002__trace.sql");

  /**
   * The oldest program that can work on the tables as these files leave them: it goes without what
   * has only been added since. A file that changes what is there raises it to its own number.
   */
  private static final int OLDEST_READER = 2;

  private static final String NAME_READER =
      "INSERT INTO plusgate.setting (name, value) VALUES ('oldest reader', '"
          + OLDEST_READER
          + "') ON CONFLICT (name) DO UPDATE SET value = excluded.value";
  private static final String READER =
      "SELECT value FROM plusgate.setting WHERE name = 'oldest reader'";

  /** Any number that is ours. */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(7290325501)";

  private static final String MAKE =
      "CREATE TABLE IF NOT EXISTS plusgate.schema_version (version integer PRIMARY KEY,"
          + " applied_at timestamptz NOT NULL DEFAULT now())";
  private static final String NAME =
      "INSERT INTO plusgate.setting (name, value) VALUES ('store', $1) ON CONFLICT (name)"
          + " DO NOTHING";

  private Schema() {}

  /** Fails with {@link StoreRefusedException} when a newer Plusgate has been here. */
  static Future<StoreName> prepare(Pool pool, RandomGenerator random) {
    return pool.withTransaction(Schema::migrateAlone)
        .recover(
            failed ->
                Trouble.isNotSupported(failed)
                    ? pool.withTransaction(Schema::migrate)
                    : Future.failedFuture(failed))
        .compose(
            migrated ->
                pool.preparedQuery(NAME).execute(Tuple.of("%08x".formatted(random.nextInt()))))
        .compose(
            named ->
                pool.query("SELECT value FROM plusgate.setting WHERE name = 'store'").execute())
        .map(rows -> new StoreName(rows.iterator().next().getString("value")));
  }

  /** An engine without such a lock does without: there one gateway is started first. */
  static Future<Void> migrateAlone(SqlConnection connection) {
    return connection.query(LOCK).execute().compose(locked -> migrate(connection));
  }

  private static Future<Void> migrate(SqlConnection connection) {
    return connection
        .query("SELECT 1 FROM pg_namespace WHERE nspname = 'plusgate'")
        .execute()
        .compose(
            found ->
                found.size() == 0
                    ? connection.query("CREATE SCHEMA plusgate").execute()
                    : Future.succeededFuture(found))
        .compose(made -> connection.query(MAKE).execute())
        .compose(
            made ->
                connection
                    .query("SELECT coalesce(max(version), 0) AS v FROM plusgate.schema_version")
                    .execute())
        .compose(rows -> apply(connection, rows.iterator().next().getInteger("v")));
  }

  private static Future<Void> apply(SqlConnection connection, int found) {
    if (found > FILES.size()) {
      return connection
          .query(READER)
          .execute()
          .compose(rows -> leaveAsItIs(found, Rows.first(rows, row -> row.getString("value"))));
    }
    Future<Void> applied = Future.succeededFuture();
    for (int version = found + 1; version <= FILES.size(); version++) {
      int next = version;
      applied = applied.compose(before -> applyOne(connection, next));
    }
    return found == FILES.size()
        ? applied
        : applied.compose(all -> connection.query(NAME_READER).execute()).mapEmpty();
  }

  private static Future<Void> applyOne(SqlConnection connection, int version) {
    return connection
        .query(file(FILES.get(version - 1)))
        .execute()
        .compose(
            done ->
                connection
                    .query("INSERT INTO plusgate.schema_version (version) VALUES (" + version + ")")
                    .execute())
        .mapEmpty();
  }

  /** A newer program has been here: it may have left the tables so that we can work on them. */
  private static Future<Void> leaveAsItIs(int found, Optional<String> named) {
    int reader = named.map(Integer::parseInt).orElse(found);
    return reader <= FILES.size()
        ? Future.succeededFuture()
        : Future.failedFuture(
            new StoreRefusedException(
                ("store.uri: the database has schema %d, for Plusgate of schema %d and newer"
                        + " (expected: at most %d; a newer Plusgate wrote it: go on with that, or"
                        + " see docs/operations.md)")
                    .formatted(found, reader, FILES.size())));
  }

  private static String file(String name) {
    try (var file = Schema.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + ": missing (expected: in the program)");
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
