package io.plusgate.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.config.KeyFile;
import io.plusgate.signature.SelfSignedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes the test server ask certain users for a password, or for TLS, and serve TLS at all. */
final class PostgresSecurity {
  static final String USER = "plusgate";
  static final String PASSWORD = "correct horse";

  /** May come over TLS only. */
  static final String TLS_USER = "plusgate_tls";

  private PostgresSecurity() {}

  /** From now on those two users have a password, checked by SCRAM; others are let in as before. */
  static void askForPasswords() {
    for (var user : List.of(USER, TLS_USER)) {
      sql("SET password_encryption = 'scram-sha-256'; DROP ROLE IF EXISTS " + user);
      sql("CREATE ROLE " + user + " SUPERUSER LOGIN PASSWORD '" + PASSWORD + "'");
    }
    var rules = Path.of(PostgresServer.text("postgres", "SHOW hba_file"));
    try {
      var before =
          Files.readAllLines(rules, UTF_8).stream().filter(line -> !line.contains(USER)).toList();
      var asked =
          String.join(
              "\n",
              "host all " + USER + " 127.0.0.1/32 scram-sha-256",
              "hostssl all " + TLS_USER + " 127.0.0.1/32 scram-sha-256",
              "hostnossl all " + TLS_USER + " 127.0.0.1/32 reject",
              "");
      Files.writeString(rules, asked + String.join("\n", before) + "\n");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    reload();
  }

  /** Serves TLS with a new certificate for this name, which is what the caller may trust. */
  @CanIgnoreReturnValue
  static KeyFile serveTls(Path folder, String name) {
    var certificate = SelfSignedCertificate.of(List.of(name), Instant.now(), Duration.ofDays(1));
    try {
      var file = Files.write(folder.resolve("server.crt"), certificate.certificatePem());
      var key = Files.write(folder.resolve("server.key"), certificate.privateKeyPem());
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      sql("ALTER SYSTEM SET ssl_cert_file = '" + file + "'");
      sql("ALTER SYSTEM SET ssl_key_file = '" + key + "'");
      sql("ALTER SYSTEM SET ssl = on");
      reload();
      return new KeyFile(file, certificate.certificatePem());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  static void serveNoTls() {
    sql("ALTER SYSTEM SET ssl = off");
    reload();
  }

  private static void reload() {
    sql("SELECT pg_reload_conf()");
  }

  private static void sql(String statement) {
    PostgresServer.execute("postgres", statement);
  }
}
