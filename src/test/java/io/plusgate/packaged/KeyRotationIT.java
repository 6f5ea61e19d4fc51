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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
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

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final KeyPair partnerNext = RsaKeyPairs.generate(2048);
  private final KeyPair alipayPlusNext = RsaKeyPairs.generate(2048);
  private Vertx vertx;
  private BothWays calls;
  private GatewayFolder house;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    house = new GatewayFolder(folder);
    calls = new BothWays(vertx, house.port("backend"), house.port("alipayPlus"));
    house.secret("partner-next.pem", RsaKeyPairs.pem(partnerNext.getPrivate()));
    house.write("alipayplus-next.pem", RsaKeyPairs.pem(alipayPlusNext.getPublic()));
    house.configure(
        calls.alipayPlusUrl(), calls.backendUrl(), BothWays.NOTIFY, "reload: { every: 1s }");
  }

  @AfterEach
  void stop() {
    calls.close();
    Waiting.on(vertx.close());
  }

  @Test
  void bothSidesChangeTheirKeysByTheRunbookAndNoCallFails() throws Exception {
    try (var gateway = house.start()) {
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
    System.arraycopy(new String[] {"keys", "rotate", "-c", GatewayFolder.CONFIG}, 0, words, 0, 4);
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
    var uri = URI.create(house.url("admin") + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString(UTF_8)).body();
  }

  private static String used(String operation, String version) {
    return "plusgate_key_last_used_seconds{direction=\"inbound\",operation=\"%s\",version=\"%s\"}"
        .formatted(operation, version);
  }
}
