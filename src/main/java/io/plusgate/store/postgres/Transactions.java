package io.plusgate.store.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/** Runs work all or nothing, and again when another gateway's was in its way. */
final class Transactions {
  /** More than any race lasts: each has a winner, who has gone on by the next time. */
  private static final int TIMES = 10;

  private final Pool pool;

  Transactions(Pool pool) {
    this.pool = pool;
  }

  <T> Future<T> run(Function<Session, Future<T>> work) {
    return run(work, 1);
  }

  /** One statement, a transaction of its own. */
  Future<RowSet<Row>> statement(String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .recover(
            failed ->
                Trouble.isRace(failed)
                    ? pool.preparedQuery(sql).execute(parameters)
                    : Future.failedFuture(failed));
  }

  private <T> Future<T> run(Function<Session, Future<T>> work, int time) {
    return pool.getConnection()
        .compose(connection -> once(connection, work))
        .recover(
            failed ->
                Trouble.isRace(failed) && time < TIMES
                    ? run(work, time + 1)
                    : Future.failedFuture(failed));
  }

  private static <T> Future<T> once(SqlConnection connection, Function<Session, Future<T>> work) {
    var session = Session.begin(connection);
    return Future.succeededFuture(session)
        .compose(work)
        .compose(result -> session.commit().map(result))
        .recover(failed -> session.rollback().transform(over -> Future.failedFuture(failed)))
        .eventually(connection::close);
  }
}
