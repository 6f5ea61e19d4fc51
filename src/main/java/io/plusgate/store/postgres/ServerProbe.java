package io.plusgate.store.postgres;

import io.plusgate.config.StoreConfig.PostgreSql;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a database without changing it: for whoever wants to know before a gateway starts. */
public final class ServerProbe {
  private static final int COMMITS = 10;

  private static final String LOOK =
      "SELECT current_setting('server_version') AS version, pg_is_in_recovery() AS standby,"
          + " current_setting('synchronous_commit') AS synchronous,"
          + " current_setting('fsync') AS fsync,"
          + " to_regclass('plusgate.schema_version') IS NOT NULL AS made,"
          + " has_database_privilege(current_database(), 'CREATE') AS may_create";

  private static final String SCHEMA = "SELECT max(version) AS v FROM plusgate.schema_version";

  /** A transaction that leaves nothing but a note in the write-ahead log. */
  private static final String COMMIT =
      "SELECT pg_logical_emit_message(true, 'plusgate', 'doctor') IS NULL";

  private ServerProbe() {}

  /**
   * What was seen.
   *
   * @param schema whose tables are there
   * @param readOnly whether it is a standby
   * @param mayWrite whether the tables are there or may be made
   * @param unsafe settings with which a commit may be lost
   * @param commits how long each took until it was durable; empty when the engine has no harmless
   *     way to find out
   */
  public record Report(
      String version,
      String schema,
      boolean readOnly,
      boolean mayWrite,
      List<String> unsafe,
      Optional<List<Duration>> commits) {
    public Report {
      unsafe = List.copyOf(unsafe);
    }
  }

  /** Host, port and database. */
  public static String name(PostgreSql config) {
    var uri = config.uri();
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
  }

  /** Fails, in words, when the database can't be reached or refuses us. */
  public static Future<Report> probe(Vertx vertx, PostgreSql config) {
    var pool = Connecting.pool(vertx, config);
    return pool.query(LOOK)
        .execute()
        .map(rows -> rows.iterator().next())
        .compose(row -> looked(pool, row))
        .recover(failed -> Trouble.isNotSupported(failed) ? plain(pool) : Trouble.failed(failed))
        .eventually(pool::close);
  }

  private static Future<Report> looked(Pool pool, Row row) {
    var unsafe = new ArrayList<String>();
    for (String setting : List.of("synchronous", "fsync")) {
      if (row.getString(setting).equals("off")) {
        unsafe.add((setting.equals("fsync") ? "fsync" : "synchronous_commit") + " = off");
      }
    }
    boolean made = row.getBoolean("made");
    boolean standby = row.getBoolean("standby");
    return (made ? schema(pool) : Future.succeededFuture("no tables of ours yet"))
        .compose(
            schema ->
                commits(pool, standby)
                    .map(
                        commits ->
                            new Report(
                                "PostgreSQL " + row.getString("version"),
                                schema,
                                standby,
                                made || row.getBoolean("may_create"),
                                unsafe,
                                commits)));
  }

  private static Future<String> schema(Pool pool) {
    return pool.query(SCHEMA)
        .execute()
        .map(rows -> "our tables, version " + rows.iterator().next().getInteger("v"));
  }

  /** One after the other, each a transaction of its own. */
  private static Future<Optional<List<Duration>>> commits(Pool pool, boolean standby) {
    if (standby) {
      return Future.succeededFuture(Optional.empty());
    }
    var times = new ArrayList<Duration>();
    Future<?> last = Future.succeededFuture();
    for (int i = 0; i < COMMITS; i++) {
      last = last.compose(before -> commit(pool, times));
    }
    return last.map(done -> Optional.of(List.copyOf(times)))
        .recover(notKnown -> Future.succeededFuture(Optional.empty()));
  }

  private static Future<Boolean> commit(Pool pool, List<Duration> times) {
    long begun = System.nanoTime();
    return pool.query(COMMIT)
        .execute()
        .map(done -> times.add(Duration.ofNanos(System.nanoTime() - begun)));
  }

  /** An engine that speaks the protocol and does not have PostgreSQL's own functions. */
  private static Future<Report> plain(Pool pool) {
    return pool.query("SELECT version() AS version")
        .execute()
        .map(
            rows ->
                new Report(
                    rows.iterator().next().getString("version"),
                    "its settings are not known",
                    false,
                    true,
                    List.of(),
                    Optional.empty()))
        .recover(Trouble::failed);
  }
}
