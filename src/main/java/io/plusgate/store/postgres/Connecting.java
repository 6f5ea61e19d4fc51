package io.plusgate.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.config.SecretFile;
import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.config.StoreConfig.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.net.URLDecoder;
import java.util.concurrent.TimeUnit;

/** How we reach the database, and how long we wait for it: nothing here waits for ever. */
final class Connecting {
  private static final int DEFAULT_PORT = 5432;
  private static final int CONNECT_MILLIS = 3_000;
  private static final int POOL_SECONDS = 5;

  /** Longer than a statement may run: a connection this silent has lost its other end. */
  private static final int SILENT_SECONDS = 15;

  private static final int WAITING = 4_096;

  /**
   * A gateway that stops in the middle must not hold the others up; plans follow the growing
   * tables. An engine without these settings does without.
   */
  private static final String SETTINGS =
      "SET statement_timeout = 10000; SET idle_in_transaction_session_timeout = 5000;"
          + " SET plan_cache_mode = force_custom_plan";

  private Connecting() {}

  static PgConnectOptions options(PostgreSql config) {
    var uri = config.uri();
    var options =
        new PgConnectOptions()
            .setHost(uri.getHost())
            .setPort(uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort())
            .setDatabase(uri.getPath().substring(1))
            .setUser(URLDecoder.decode(uri.getRawUserInfo(), UTF_8))
            .setPassword(config.password().map(SecretFile::text).orElse(""))
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheSqlLimit(8_192)
            .setSslMode(config.tls() == Tls.VERIFY ? SslMode.VERIFY_FULL : SslMode.DISABLE);
    if (config.tls() == Tls.VERIFY) {
      var tls = new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS");
      config
          .trustCertificates()
          .ifPresent(
              file ->
                  tls.setTrustOptions(
                      new PemTrustOptions().addCertValue(Buffer.buffer(file.content()))));
      options.setSslOptions(tls);
    }
    return options;
  }

  static Pool pool(Vertx vertx, PostgreSql config) {
    return PgBuilder.pool()
        .with(
            new PoolOptions()
                .setMaxSize(config.poolSize())
                .setMaxWaitQueueSize(WAITING)
                .setConnectionTimeout(POOL_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS))
        .with(
            new NetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(SILENT_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS))
        .withConnectHandler(Connecting::prepare)
        .connectingTo(options(config))
        .using(vertx)
        .build();
  }

  private static void prepare(SqlConnection connection) {
    connection.query(SETTINGS).execute().onComplete(set -> connection.close());
  }
}
