package io.plusgate.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.TestKeys;
import io.plusgate.system.BothWays;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway process, both sides of which change their keys by the runbook's own commands while 200
 * calls a second go both ways; Alipay+'s side verifies every call and every answer.
 */
class KeyRotationIT {
  private static final int PER_SECOND = 200;
  private static final String YAML =
      """
      role: ACQP
      clients:
        - clientId: %s
          environment: sandbox
          partnerId: "1022188000000000001"
          privateKey: partner.pem
          keyVersion: 1
          alipayPlus:
            baseUrl: %s
            publicKeys: [ { keyVersion: 1, file: alipayplus.pem } ]
      listeners:
        backend: { port: %d }
        alipayPlus: { host: 127.0.0.1, port: %d, insecure: true }
        admin: { port: %d }
      backend:
        baseUrl: %s
        routes: [ { path: %s, api: notifyPayment, to: /notifyPayment } ]
      store: { type: embedded, path: data }
      reload: { every: 1s }
      """;

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final KeyPair partnerNext = RsaKeyPairs.generate(2048);
  private final KeyPair alipayPlusNext = RsaKeyPairs.generate(2048);
  private Vertx vertx;
  private BothWays calls;
  private int adminPort;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    int backendPort = freePort();
    int alipayPlusPort = freePort();
    adminPort = freePort();
    calls = new BothWays(vertx, backendPort, alipayPlusPort);
    secret("partner.pem", TestKeys.partnerPrivatePem());
    secret("partner-next.pem", RsaKeyPairs.pem(partnerNext.getPrivate()));
    write("alipayplus.pem", TestKeys.alipayPlusPublicPem());
    write("alipayplus-next.pem", RsaKeyPairs.pem(alipayPlusNext.getPublic()));
    write(
        "gateway.yaml",
        YAML.formatted(
            BothWays.CLIENT,
            calls.alipayPlusUrl(),
            backendPort,
            alipayPlusPort,
            adminPort,
            calls.backendUrl(),
            BothWays.NOTIFY));
  }

  @AfterEach
  void stop() {
    calls.close();
    Waiting.on(vertx.close());
  }

  @Test
  void bothSidesChangeTheirKeysByTheRunbookAndNoCallFails() throws Exception {
    try (var gateway = Launched.plusgate(folder, "run", "--config", "gateway.yaml")) {
      await().atMost(60, SECONDS).until(() -> gateway.err().contains("ready role="));
      calls.begin(PER_SECOND);
      calls.goOnFor(PER_SECOND);

      rotate("--add", "alipayplus-next.pem", "--key-version", "2");
      await().atMost(60, SECONDS).until(() -> state("verify", "2").equals("staged"));
      calls.alipayPlusSignsWith(new MessageSigner(alipayPlusNext.getPrivate(), "2", BothWays.JDK));
      calls.goOnFor(PER_SECOND);
      rotate("--activate", "2");
      await().atMost(60, SECONDS).until(() -> state("verify", "1").equals("retiring"));
      var tooEarly = typed("--revoke", "1");
      calls.alipayPlusKnows(TestKeys.partner(), partnerNext);
      rotate("--to", "partner-next.pem", "--key-version", "2");
      await().atMost(60, SECONDS).until(() -> state("sign", "2").equals("active"));
      calls.goOnFor(PER_SECOND);
      // Those that had begun with the old key have ended by now.
      calls.alipayPlusKnows(partnerNext);
      rotate("--revoke", "1", "--unused-for", "1s");
      await().atMost(60, SECONDS).until(() -> state("verify", "1").equals("revoked"));
      calls.goOnFor(PER_SECOND);
      double perSecond = calls.end();
      calls.awaitEveryByte();

      assertThat(calls.failures()).isEmpty();
      // They keep to the clock, unless the machine is busy with something else.
      assertThat(perSecond).isGreaterThan(0.5 * PER_SECOND);
      await().untilAsserted(() -> assertThat(asked("/metrics")).contains(used("sign", "2")));
      assertThat(asked("/metrics")).contains(used("verify", "2"));
      assertThat(tooEarly).contains("key 1 is still in use");
      assertThat(calls.notified("late", TestKeys.alipayPlusSigner())).contains("INVALID_SIGNATURE");
      gateway.terminate();
      assertThat(gateway.exitCode()).isZero();
    }
  }

  private void rotate(String... step) {
    try (var command = command(step)) {
      assertThat(command.exitCode()).as(command.err()).isZero();
    }
  }

  private String typed(String... step) {
    try (var command = command(step)) {
      assertThat(command.exitCode()).as(command.err()).isEqualTo(1);
      return command.err();
    }
  }

  private Launched command(String... step) {
    var words = new String[step.length + 4];
    System.arraycopy(new String[] {"keys", "rotate", "-c", "gateway.yaml"}, 0, words, 0, 4);
    System.arraycopy(step, 0, words, 4, step.length);
    return Launched.plusgate(folder, words);
  }

  /** Of the key with that use and version; empty while there is none. */
  private String state(String use, String keyVersion) throws IOException, InterruptedException {
    Optional<String> state =
        new JsonObject(asked("/api/v1/keys"))
            .getJsonArray("keys").stream()
                .map(JsonObject.class::cast)
                .filter(key -> key.getString("use").equals(use))
                .filter(key -> keyVersion.equals(key.getString("keyVersion")))
                .map(key -> key.getString("state"))
                .findFirst();
    return state.orElse("");
  }

  private String asked(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + adminPort + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString(UTF_8)).body();
  }

  private static String used(String operation, String version) {
    return "plusgate_key_last_used_seconds{direction=\"inbound\",operation=\"%s\",version=\"%s\"}"
        .formatted(operation, version);
  }

  private void secret(String name, String content) throws IOException {
    write(name, content);
    Files.setPosixFilePermissions(
        folder.resolve(name), PosixFilePermissions.fromString("rw-------"));
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
