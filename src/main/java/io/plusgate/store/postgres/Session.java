package io.plusgate.store.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * One transaction on one connection. Statements go out at once, in order, without waiting for the
 * answer of the one before.
 */
final class Session {
  private final SqlConnection connection;
  private final List<Future<?>> sent = new ArrayList<>();

  private Session(SqlConnection connection) {
    this.connection = connection;
  }

  static Session begin(SqlConnection connection) {
    var session = new Session(connection);
    session.sent.add(connection.query("BEGIN").execute());
    return session;
  }

  /** For what the next steps depend on. */
  Future<RowSet<Row>> ask(String sql, Tuple parameters) {
    return connection.preparedQuery(sql).execute(parameters);
  }

  /** For what only has to have worked before the commit. */
  void send(String sql, Tuple parameters) {
    sent.add(ask(sql, parameters));
  }

  /** After a failed statement the server answers a commit with a rollback: so all must be well. */
  Future<Void> commit() {
    sent.add(connection.query("COMMIT").execute());
    return Future.join(sent).mapEmpty();
  }

  Future<Void> rollback() {
    return connection.query("ROLLBACK").execute().mapEmpty();
  }
}
