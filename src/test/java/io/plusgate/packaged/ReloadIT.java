package io.plusgate.packaged;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.TestKeys;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process reads its files again on SIGHUP, and goes on serving when they are wrong. */
class ReloadIT {
  private static final String YAML =
      """
      role: ACQP
      clients:
        - clientId: SANDBOX_5YC47N2ZQHJ004124
          environment: sandbox
          partnerId: "1022188000000000001"
          privateKey: partner.pem
          alipayPlus:
            baseUrl: http://127.0.0.1:9
            publicKeys: [ { keyVersion: 1, file: alipayplus.pem } ]
      listeners:
        backend: { port: 0 }
        alipayPlus: { host: 127.0.0.1, port: 0, insecure: true }
        admin: { port: %d }
      backend: { baseUrl: "http://127.0.0.1:9", routes: [] }
      store: { type: embedded, path: data }
      reload: { watch: false }
      """;

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private int adminPort;

  @Test
  void readsItsFilesAgainOnSighupAndOutlivesWrongOnes() throws IOException {
    adminPort = freePort();
    Path key = Files.writeString(folder.resolve("partner.pem"), TestKeys.partnerPrivatePem());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path theirs = folder.resolve("alipayplus.pem");
    Files.writeString(theirs, TestKeys.alipayPlusPublicPem());
    Files.writeString(folder.resolve("gateway.yaml"), YAML.formatted(adminPort));

    try (var gateway = Launched.plusgate(folder, "run", "--config", "gateway.yaml")) {
      await().atMost(30, SECONDS).until(() -> gateway.err().contains("ready role="));
      Files.writeString(theirs, "no key");
      gateway.hangUp();
      await().atMost(30, SECONDS).until(() -> state().equals("refused"));
      Files.writeString(theirs, RsaKeyPairs.pem(RsaKeyPairs.generate(2048).getPublic()));
      gateway.hangUp();
      await().atMost(30, SECONDS).until(() -> state().equals("applied"));
      gateway.terminate();

      assertThat(gateway.exitCode()).isZero();
      assertThat(gateway.out() + gateway.err())
          .contains("reload refused", "reload applied by=SIGHUP");
    }
  }

  private String state() {
    var reload = URI.create("http://127.0.0.1:" + adminPort + "/api/v1/reload");
    try {
      var answer = http.send(HttpRequest.newBuilder(reload).build(), BodyHandlers.ofString());
      return new JsonObject(answer.body()).getString("state");
    } catch (IOException notYet) {
      return "not there";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
