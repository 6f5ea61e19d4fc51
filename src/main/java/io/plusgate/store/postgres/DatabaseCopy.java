package io.plusgate.store.postgres;

import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.copy.Facts;
import io.plusgate.store.copy.Kept;
import io.plusgate.store.copy.Part;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/**
 * An empty database that a store is moved into: all of it in one transaction, so that there is
 * either nothing or everything, and no gateway sees it before it is committed.
 *
 * <p>One call at a time. A future fails with {@code StoreUnavailableException} when the database
 * does not answer; what was written is then not there.
 */
public final class DatabaseCopy {
  private static final int AT_ONCE = 1_000;

  /** A gateway's are for calls that somebody waits for; here a table is read in one statement. */
  private static final String PATIENCE =
      "SET LOCAL statement_timeout = '1h'; SET LOCAL idle_in_transaction_session_timeout = '5min'";

  private static final String HOLDS =
      "SELECT (SELECT value FROM plusgate.setting WHERE name = 'store') AS name,"
          + " EXISTS (SELECT 1 FROM plusgate.payment) OR EXISTS (SELECT 1 FROM plusgate.receipt)"
          + " OR EXISTS (SELECT 1 FROM plusgate.timeline)"
          + " OR EXISTS (SELECT 1 FROM plusgate.delivery)"
          + " OR EXISTS (SELECT 1 FROM plusgate.payload) AS rows";

  private static final String FACTS =
      "SELECT s.value AS name, CASE WHEN n.is_called THEN n.last_value ELSE 0 END AS last_number,"
          + " p.number AS pruned FROM plusgate.setting AS s, plusgate.number AS n,"
          + " plusgate.progress AS p WHERE s.name = 'store' AND p.name = 'pruned'";

  /** Without it the first gateway would be slow until the server counts the rows by itself. */
  private static final String ANALYZE =
      "ANALYZE plusgate.payment, plusgate.timeline, plusgate.receipt, plusgate.delivery,"
          + " plusgate.payload";

  private final Pool pool;
  private final SqlConnection connection;
  private final Session session;
  private final Counts counts = new Counts();

  private DatabaseCopy(Pool pool, SqlConnection connection) {
    this.pool = pool;
    this.connection = connection;
    this.session = Session.begin(connection);
  }

  /**
   * Begins the transaction, makes the tables where there are none, and keeps other copies and new
   * gateways waiting. Fails with {@code StoreRefusedException} when the database is not empty, or
   * when it is not to be used as it is configured.
   */
  public static Future<DatabaseCopy> begin(Vertx vertx, PostgreSql config) {
    var pool = Connecting.pool(vertx, config);
    return pool.getConnection()
        .map(connection -> new DatabaseCopy(pool, connection))
        .compose(DatabaseCopy::prepare)
        .recover(failed -> pool.close().transform(closed -> refused(failed, config)));
  }

  private static Future<DatabaseCopy> refused(Throwable failed, PostgreSql config) {
    return Future.failedFuture(Refusal.of(failed, config));
  }

  private Future<DatabaseCopy> prepare() {
    return connection
        .query(PATIENCE)
        .execute()
        .compose(patient -> Schema.migrateAlone(connection))
        .compose(made -> session.ask(HOLDS, Tuple.tuple()))
        .compose(rows -> empty(rows.iterator().next()));
  }

  private Future<DatabaseCopy> empty(Row row) {
    boolean holdsRows = row.getBoolean("rows");
    var name = Optional.ofNullable(row.getString("name"));
    if (name.isEmpty() && !holdsRows) {
      return Future.succeededFuture(this);
    }
    return Future.failedFuture(
        new StoreRefusedException(
            "store.uri: the database has been a gateway's"
                + name.map(known -> ", with the name " + known).orElse("")
                + (holdsRows ? ", and has rows" : ", and has no rows")
                + " (expected: an empty one; another, or this after DROP SCHEMA plusgate CASCADE)"));
  }

  /** Writes rows that are all of this part. */
  public Future<Void> write(Part part, List<Kept> rows) {
    var table = CopyTable.of(part);
    return session
        .ask(table.insert(), table.arrays(rows, counts))
        .<Void>mapEmpty()
        .recover(Trouble::failed);
  }

  /** After the last row: the store's name, its next number, and the sums of what was written. */
  public Future<Void> finish(Facts facts) {
    counts.send(session);
    session.send(
        "INSERT INTO plusgate.setting (name, value) VALUES ('store', $1)", Tuple.of(facts.name()));
    session.send(
        "UPDATE plusgate.progress SET number = $1 WHERE name = 'pruned'", Tuple.of(facts.pruned()));
    if (facts.lastNumber() > 0) {
      session.send("SELECT setval('plusgate.number', $1)", Tuple.of(facts.lastNumber()));
    }
    return connection.query(ANALYZE).execute().<Void>mapEmpty().recover(Trouble::failed);
  }

  /** As they can be read back, before the commit. */
  public Future<Facts> facts() {
    return session
        .ask(FACTS, Tuple.tuple())
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Facts(row.getString("name"), row.getLong("last_number"), row.getLong("pruned")))
        .recover(Trouble::failed);
  }

  /** All rows of a part as they can be read back, before the commit. */
  public Future<Rereading> read(Part part, Facts facts) {
    var table = CopyTable.of(part);
    return connection
        .prepare(table.select())
        .map(prepared -> new Rereading(prepared.cursor(), table, new StoreName(facts.name())))
        .recover(Trouble::failed);
  }

  /** Keeps the connection while the other side is busy. */
  public Future<Void> stay() {
    return connection.query("SELECT 1").execute().<Void>mapEmpty().recover(Trouble::failed);
  }

  /** Everything is on disk when it succeeds. */
  public Future<Void> commit() {
    return session.commit().recover(Trouble::failed);
  }

  /** Without a commit nothing stays. */
  public Future<Void> close() {
    return pool.close();
  }

  /** A table that is read a few rows at a time. */
  public static final class Rereading {
    private final Cursor cursor;
    private final CopyTable<?> table;
    private final StoreName name;
    private boolean begun;

    private Rereading(Cursor cursor, CopyTable<?> table, StoreName name) {
      this.cursor = cursor;
      this.table = table;
      this.name = name;
    }

    /** The next rows; none when all have been read. */
    public Future<List<Kept>> next() {
      if (begun && !cursor.hasMore()) {
        return Future.succeededFuture(List.of());
      }
      begun = true;
      return cursor.read(AT_ONCE).map(this::rows).recover(Trouble::failed);
    }

    private List<Kept> rows(RowSet<Row> rows) {
      return Rows.list(rows, row -> table.read().apply(row, name));
    }
  }
}
