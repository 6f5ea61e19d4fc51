package io.plusgate.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where payments, notifications and deliveries are kept.
 *
 * @param keepPayloads how long bodies stay; ids and digests stay for ever
 * @param whenDown what a call of the backend gets while the store can not be written
 */
public record StoreConfig(Engine engine, Duration keepPayloads, WhenDown whenDown) {

  public static final Duration DEFAULT_KEEP_PAYLOADS = Duration.ofDays(35);
  public static final WhenDown DEFAULT_WHEN_DOWN = WhenDown.REFUSE;

  public StoreConfig {
    Checks.of("store").atLeast("keepPayloads", keepPayloads, Duration.ofDays(1)).done();
  }

  public static StoreConfig of(Engine engine) {
    return new StoreConfig(engine, DEFAULT_KEEP_PAYLOADS, DEFAULT_WHEN_DOWN);
  }

  /** What the backend's calls get while the store is down; notifications are always refused. */
  public enum WhenDown {
    /** Nothing is sent that could not be written down. */
    REFUSE,
    /** Payments go on; what happens to them meanwhile is not inquired after a crash. */
    CONTINUE
  }

  /** One of the engines. */
  public sealed interface Engine {
    <T> T match(Function<Embedded, T> embedded, Function<PostgreSql, T> postgreSql);
  }

  /** A folder of our own; one gateway. */
  public record Embedded(Path path) implements Engine {
    public static final String DEFAULT_PATH = "data";

    @Override
    public <T> T match(Function<Embedded, T> embedded, Function<PostgreSql, T> postgreSql) {
      return embedded.apply(this);
    }
  }

  /**
   * A server that any number of gateways share.
   *
   * @param uri {@code postgresql://user@host:port/database}; never with a password
   * @param tls whether the connection is encrypted and the server's certificate verified
   * @param lease how long work is another gateway's after that gateway fell silent
   */
  public record PostgreSql(
      URI uri,
      Optional<SecretFile> password,
      int poolSize,
      Tls tls,
      Optional<KeyFile> trustCertificates,
      Duration lease)
      implements Engine {
    public static final int DEFAULT_POOL_SIZE = 10;
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    public PostgreSql {
      String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
      boolean shaped =
          "postgresql".equals(uri.getScheme())
              && uri.getHost() != null
              && !user.isEmpty()
              && uri.getRawQuery() == null
              && uri.getRawPath().length() > 1;
      var checks = Checks.of("store");
      if (user.contains(":")) {
        checks.wrong("uri", "has a password in it (expected: no password here, use passwordFile)");
      } else {
        checks.that(
            shaped, "uri", Checks.withoutSecrets(uri), "postgresql://user@host:port/database");
      }
      checks
          .between("poolSize", poolSize, 1, 1_000)
          .between("lease", lease, Duration.ofSeconds(10), Duration.ofMinutes(10))
          .that(
              trustCertificates.isEmpty() || tls == Tls.VERIFY,
              "trustCertificates",
              trustCertificates.map(KeyFile::toString).orElse("none"),
              "tls: verify beside it")
          .done();
    }

    /** Verified TLS beyond loopback, none on it. */
    public static Tls defaultTls(URI uri) {
      return uri.getHost() != null && Loopback.is(uri.getHost()) ? Tls.OFF : Tls.VERIFY;
    }

    @Override
    public <T> T match(Function<Embedded, T> embedded, Function<PostgreSql, T> postgreSql) {
      return postgreSql.apply(this);
    }
  }

  /** TLS to the database: there is nothing between none and verified. */
  public enum Tls {
    OFF,
    VERIFY
  }
}
