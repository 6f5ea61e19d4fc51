package io.plusgate.store.postgres;

import io.plusgate.payment.PaymentKey;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the watchers of all gateways about transitions: our own at once, the others' by {@code
 * NOTIFY}. A notice may be missed; whoever waits looks again.
 */
final class Watchers {
  private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);
  private static final String CHANNEL = "plusgate_payment";
  private static final String NOTIFY =
      "SELECT pg_notify('" + CHANNEL + "', n) FROM unnest($1::text[]) AS k (n)";
  private static final long AGAIN_MILLIS = 1_000;
  private static final long ALIVE_MILLIS = 10_000;
  private static final long ANSWER_SECONDS = 5;

  /** A server takes no longer notice. */
  private static final int LONGEST = 7_900;

  private final Vertx vertx;
  private final Context context;
  private final PgConnectOptions options;
  private final Pool pool;
  private final String self = UUID.randomUUID().toString();
  private final List<Consumer<PaymentKey>> watchers = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile boolean refused;
  private @Nullable PgConnection listening;

  Watchers(Vertx vertx, Context context, PgConnectOptions options, Pool pool) {
    this.vertx = vertx;
    this.context = context;
    this.options = options;
    this.pool = pool;
  }

  void add(Consumer<PaymentKey> watcher) {
    watchers.add(watcher);
  }

  void start() {
    context.runOnContext(go -> listen());
  }

  void changed(Set<PaymentKey> keys) {
    keys.forEach(this::tell);
    var notices =
        keys.stream()
            .map(key -> new JsonArray(List.of(self, key.clientId(), key.paymentRequestId())))
            .map(JsonArray::encode)
            .filter(notice -> notice.length() < LONGEST)
            .toArray(String[]::new);
    if (notices.length > 0 && !refused) {
      pool.preparedQuery(NOTIFY)
          .execute(Tuple.tuple().addArrayOfString(notices))
          .onFailure(missed -> LOG.debug("other gateways were not told of a transition", missed));
    }
  }

  Future<Void> close() {
    closed = true;
    var connection = listening;
    return connection == null ? Future.succeededFuture() : connection.close();
  }

  private void listen() {
    if (!closed) {
      PgConnection.connect(vertx, options).onSuccess(this::listen).onFailure(away -> again());
    }
  }

  private void listen(PgConnection connection) {
    listening = connection;
    connection.notificationHandler(this::heard);
    long alive = vertx.setPeriodic(ALIVE_MILLIS, tick -> proveAlive(connection));
    connection.closeHandler(
        gone -> {
          vertx.cancelTimer(alive);
          again();
        });
    connection
        .query("LISTEN " + CHANNEL)
        .execute()
        .onFailure(
            failed -> {
              refused = Trouble.isNotSupported(failed);
              if (refused) {
                LOG.info("this database has no LISTEN; waiting calls look again by themselves");
              }
              hangUp(connection);
            });
  }

  private void proveAlive(PgConnection connection) {
    connection
        .query("SELECT 1")
        .execute()
        .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .onFailure(silent -> hangUp(connection));
  }

  private static void hangUp(PgConnection connection) {
    connection.close().onFailure(gone -> LOG.debug("the listening connection was gone already"));
  }

  private void again() {
    if (!closed && !refused) {
      vertx.setTimer(AGAIN_MILLIS, go -> listen());
    }
  }

  private void heard(PgNotification notice) {
    var words = new JsonArray(notice.getPayload());
    if (words.size() == 3 && !self.equals(words.getString(0))) {
      tell(new PaymentKey(words.getString(1), words.getString(2)));
    }
  }

  private void tell(PaymentKey key) {
    watchers.forEach(watcher -> watcher.accept(key));
  }
}
