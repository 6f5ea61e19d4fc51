package io.plusgate.store;

import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.config.StoreConfig.Tls;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for the whole JVM, and a database of its own for each test. */
public final class PostgresServer {
  private static final EmbeddedPostgres SERVER = start();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  private static EmbeddedPostgres start() {
    try {
      var server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("max_connections", "200")
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  /** The name of a new, empty database. */
  public static String newDatabase() {
    String name = "test" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return name;
  }

  public static void execute(String database, String sql) {
    try (var connection = SERVER.getDatabase("postgres", database).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** What a query for one value says. */
  public static String text(String database, String sql) {
    try (var connection = SERVER.getDatabase("postgres", database).getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  public static long number(String database, String sql) {
    return Long.parseLong(text(database, sql));
  }

  public static String uri(String database) {
    return "postgresql://postgres@127.0.0.1:" + port() + "/" + database;
  }

  public static int port() {
    return SERVER.getPort();
  }

  /** The section {@code store} of a gateway on this database. */
  public static String yaml(String database) {
    return "store: { type: postgresql, uri: \"" + uri(database) + "\" }";
  }

  static PostgreSql config(String database) {
    return new PostgreSql(
        URI.create(uri(database)),
        Optional.empty(),
        4,
        Tls.OFF,
        Optional.empty(),
        Duration.ofSeconds(30));
  }
}
