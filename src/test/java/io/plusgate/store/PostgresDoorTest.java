package io.plusgate.store;

import static io.plusgate.store.PostgresSecurity.PASSWORD;
import static io.plusgate.store.PostgresSecurity.TLS_USER;
import static io.plusgate.store.PostgresSecurity.USER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.config.KeyFile;
import io.plusgate.config.SecretFile;
import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.config.StoreConfig.Tls;
import io.plusgate.signature.SelfSignedCertificate;
import io.plusgate.store.postgres.PostgresStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may come into the database, over which wire, and what is said to those who may not. */
class PostgresDoorTest {
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir private Path folder;
  private final String database = PostgresServer.newDatabase();

  @BeforeAll
  static void askForPasswords() {
    PostgresSecurity.askForPasswords();
  }

  @AfterEach
  void withoutTls() {
    PostgresSecurity.serveNoTls();
  }

  @AfterAll
  static void closeVertx() throws Exception {
    StoreHarness.finish(VERTX.close());
  }

  @Test
  void logsInWithAPassword() {
    assertThat(opening(USER, PASSWORD)).isEqualTo("open");
  }

  @Test
  void refusesAWrongPasswordAndSaysWhere() {
    assertThat(opening(USER, "wrong"))
        .startsWith("StoreRefusedException: store.passwordFile: ")
        .contains("password authentication failed for user \"plusgate\"")
        .contains("(expected: ")
        .doesNotContain("wrong");
  }

  @Test
  void saysThatAPasswordIsMissing() {
    assertThat(opening(server(USER, Optional.empty(), Tls.OFF, Optional.empty())))
        .startsWith("StoreRefusedException: store.passwordFile: ");
  }

  @Test
  void saysThatThereIsNoSuchDatabase() {
    var config = server("postgres", Optional.empty(), Tls.OFF, Optional.empty());
    var nowhere = URI.create(config.uri().toString().replace(database, "nowhere"));

    assertThat(
            opening(
                new PostgreSql(
                    nowhere, Optional.empty(), 2, Tls.OFF, Optional.empty(), config.lease())))
        .startsWith("StoreRefusedException: store.uri: ")
        .contains("database \"nowhere\" does not exist");
  }

  @Test
  void saysThatTheUserMayNotMakeTheTables() {
    PostgresServer.execute("postgres", "DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN");

    assertThat(opening(server("guest", Optional.empty(), Tls.OFF, Optional.empty())))
        .startsWith("StoreRefusedException: store.uri: ")
        .contains("permission denied")
        .contains("GRANT CREATE ON DATABASE");
  }

  @Test
  void comesOverVerifiedTls() {
    var trusted = PostgresSecurity.serveTls(folder, "127.0.0.1");

    assertThat(overTls(trusted)).isEqualTo("open");
  }

  @Test
  void refusesACertificateOfAnotherAuthority() {
    PostgresSecurity.serveTls(folder, "127.0.0.1");
    var stranger =
        SelfSignedCertificate.of(List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));

    assertThat(overTls(new KeyFile(Path.of("other.crt"), stranger.certificatePem())))
        .startsWith("StoreRefusedException: store.trustCertificates: ")
        .contains("(expected: ");
  }

  @Test
  void refusesTheCertificateOfAnotherHost() {
    var trusted = PostgresSecurity.serveTls(folder, "elsewhere.example");

    assertThat(overTls(trusted))
        .startsWith("StoreRefusedException: store.trustCertificates: ")
        .contains("127.0.0.1");
  }

  @Test
  void refusesAServerWithoutTlsWhenItIsToBeVerified() {
    var trusted = SelfSignedCertificate.of(List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));

    assertThat(overTls(new KeyFile(Path.of("ca.crt"), trusted.certificatePem())))
        .startsWith("StoreRefusedException: store.tls: ");
  }

  @Test
  void saysThatTheServerWantsTls() {
    PostgresSecurity.serveTls(folder, "127.0.0.1");

    assertThat(opening(TLS_USER, PASSWORD))
        .startsWith("StoreRefusedException: store.uri: ")
        .contains("pg_hba.conf");
  }

  @Test
  void doesWithoutAdvisoryLocksWhereThereAreNone() {
    PostgresServer.execute(
        database, "REVOKE EXECUTE ON FUNCTION pg_advisory_xact_lock(bigint) FROM public");
    PostgresServer.execute(
        database,
        "DROP ROLE IF EXISTS plain; CREATE ROLE plain LOGIN; GRANT CREATE ON DATABASE "
            + database
            + " TO plain");

    assertThat(opening("plain", "none")).isEqualTo("open");
  }

  @Test
  void refusesADatabaseThatANewerPlusgateWrote() {
    assertThat(opening("postgres", "none")).isEqualTo("open");
    PostgresServer.execute(
        database,
        "INSERT INTO plusgate.schema_version (version) VALUES (98), (99);"
            + " UPDATE plusgate.setting SET value = '99' WHERE name = 'oldest reader'");

    assertThat(opening("postgres", "none"))
        .isEqualTo(
            "StoreRefusedException: store.uri: the database has schema 99, for Plusgate of schema 99"
                + " and newer (expected: at most 2; a newer Plusgate wrote it: go on with that, or"
                + " see docs/operations.md)");
  }

  @Test
  void leavesItOpenWhetherADatabaseThatIsAwayWillDo() {
    var config = server(USER, Optional.empty(), Tls.OFF, Optional.empty());
    var away = URI.create("postgresql://plusgate@127.0.0.1:1/plusgate");

    assertThat(
            opening(
                new PostgreSql(
                    away, Optional.empty(), 2, Tls.OFF, Optional.empty(), config.lease())))
        .startsWith("StoreUnavailableException: store.postgresql: ");
  }

  private String overTls(KeyFile trusted) {
    return opening(server(TLS_USER, Optional.of(PASSWORD), Tls.VERIFY, Optional.of(trusted)));
  }

  private String opening(String user, String password) {
    return opening(server(user, Optional.of(password), Tls.OFF, Optional.empty()));
  }

  /** {@code open}, or how it was refused. */
  private static String opening(PostgreSql config) {
    var opening =
        PostgresStore.open(VERTX, config, new Random(1), Samples.ARBITER)
            .compose(store -> store.probe().compose(written -> store.close()).map("open"))
            .recover(
                failed ->
                    Future.succeededFuture(
                        failed.getClass().getSimpleName() + ": " + failed.getMessage()));
    await().atMost(30, SECONDS).until(opening::isComplete);
    return opening.result();
  }

  private PostgreSql server(
      String user, Optional<String> password, Tls tls, Optional<KeyFile> trusted) {
    var uri = PostgresServer.uri(database).replace("postgres@", user + "@");
    return new PostgreSql(
        URI.create(uri),
        password.map(text -> new SecretFile(Path.of("password"), text.getBytes(UTF_8))),
        2,
        tls,
        trusted,
        Duration.ofSeconds(30));
  }
}
