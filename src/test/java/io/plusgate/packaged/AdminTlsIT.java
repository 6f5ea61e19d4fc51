package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands reach an admin listener with a token, over TLS that the operators' own CA vouches.
 */
class AdminTlsIT {
  private static final String MAKE_CERTIFICATES =
      """
      umask 077; cd certs
      openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=operators -keyout ca.key -out ca.crt
      openssl req -newkey rsa:2048 -nodes -subj /CN=admin -keyout admin.key -out admin.csr
      printf 'subjectAltName=IP:127.0.0.1' > san
      openssl x509 -req -in admin.csr -CA ca.crt -CAkey ca.key -days 2 -extfile san -out admin.crt
      """;

  @TempDir private static Path folder;
  private static Typist person;
  private static String admin = "";
  private static @Nullable Launched gateway;

  @BeforeAll
  static void start() throws IOException {
    person = new Typist(folder);
    person.types("init", "--sample").ended(0);
    try (var openssl = Launched.any(folder, Map.of(), "bash", "-ec", MAKE_CERTIFICATES)) {
      assertThat(openssl.exitCode()).describedAs(openssl.err()).isZero();
    }
    secret("certs/token", "a-token-for-operators");
    secret("certs/wrong-token", "a-token-of-somebody-else");
    Path config = folder.resolve("conf/gateway.yaml");
    String port = "    port: ${PLUSGATE_ADMIN_PORT:9090}\n";
    String guarded =
        port
            + "    tls: { certificate: certs/admin.crt, privateKey: certs/admin.key }\n"
            + "    token: { file: certs/token }\n";
    Files.writeString(config, Files.readString(config).replace(port, guarded));
    var started = person.begins("run", "--output", "json");
    gateway = started;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> started.out().contains("ready") || !started.isRunning());
    admin = "https://127.0.0.1:" + person.port("ADMIN");
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.terminate();
      assertThat(gateway.exitCode()).describedAs(gateway.err()).isZero();
    }
  }

  @Test
  void theConfigurationAndTheAuthorityAreEnough() {
    var said =
        person.types(
            "payments", "list", "--config", "conf/gateway.yaml", "--trust", "certs/ca.crt");

    assertThat(said.ended(0).out()).contains("0 payments");
  }

  @Test
  void withoutTheAuthorityItSaysHowToNameIt() {
    var said = person.types("payments", "list", "--config", "conf/gateway.yaml");

    assertThat(said.ended(3).err()).contains("certificate", "--trust FILE");
  }

  @Test
  void anAddressIsEnoughWithAuthorityAndToken() {
    var right = asks("--token-file", "certs/token");
    var wrong = asks("--token-file", "certs/wrong-token");
    var none = asks();

    assertThat(right.ended(0).json().getJsonArray("payments")).isEmpty();
    assertThat(wrong.ended(2).err()).contains("unauthorized", "--token-file FILE");
    assertThat(none.ended(2).err()).contains("unauthorized").doesNotContain("a-token");
  }

  @Test
  void plainHttpIsToldApartFromNobody() {
    var said = person.types("store", "show", "--admin", admin.replace("https", "http"));

    assertThat(said.ended(3).err()).contains("https://").doesNotContain("Exception");
  }

  @Test
  void theDoctorKnowsTheRunningGatewayBehindIt() {
    var said = person.types("doctor");

    assertThat(said.out())
        .containsPattern("ok +port +listeners.admin +127.0.0.1:\\d+ is the running gateway's");
  }

  private static Typist.Said asks(String... more) {
    String[] all = new String[6 + more.length];
    String[] usual = {"payments", "list", "--admin", admin, "--trust", "certs/ca.crt"};
    System.arraycopy(usual, 0, all, 0, usual.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    return person.asks(all);
  }

  private static void secret(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    assertThat(Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------")))
        .exists();
  }
}
