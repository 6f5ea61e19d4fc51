package io.plusgate.attack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.packaged.Launched;
import io.plusgate.signature.TestKeys;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.FakeBackend;
import io.plusgate.system.TestGateway;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole matrix once more, against the real process: none accepted, and it lives on. */
class RawSocketMatrixIT {
  private static final String YAML =
      """
      role: ACQP
      clients:
        - clientId: %s
          environment: sandbox
          partnerId: "1022188000000000001"
          privateKey: partner.pem
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
      """;

  @TempDir private Path folder;
  private final Map<String, Integer> ports =
      Map.of("backend", freePort(), "alipayPlus", freePort(), "admin", freePort());
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private FakeBackend backend;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    backend = new FakeBackend(vertx);
    Path key = Files.writeString(folder.resolve("partner.pem"), TestKeys.partnerPrivatePem());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("alipayplus.pem"), TestKeys.alipayPlusPublicPem());
    Files.writeString(
        folder.resolve("gateway.yaml"),
        YAML.formatted(
            TestGateway.CLIENT,
            alipay.url(),
            ports.get("backend"),
            ports.get("alipayPlus"),
            ports.get("admin"),
            backend.url(),
            Door.NOTIFY));
  }

  @AfterEach
  void stop() {
    alipay.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void nothingIsAcceptedAndTheProcessServesOnWithoutAnError() {
    var accepted = new ArrayList<String>();
    try (var gateway = Launched.plusgate(folder, "run", "--config", "gateway.yaml")) {
      await().atMost(60, SECONDS).until(() -> gateway.err().contains("ready role="));
      for (var door : Door.all()) {
        String url = "http://127.0.0.1:" + ports.get(door.name());
        WireCases.of(door)
            .forEach(
                (name, bytes) -> {
                  String answer = WireCall.send(url, bytes);
                  if (!answer.matches("(?s)HTTP/1\\.1 4\\d\\d .*")) {
                    accepted.add(door + ": " + name + ": " + answer);
                  }
                });
        assertThat(WireCall.send(url, door.probe())).startsWith(door.probed());
      }
      gateway.terminate();

      assertThat(accepted).isEmpty();
      assertThat(alipay.received).isEmpty();
      assertThat(backend.received()).isEmpty();
      assertThat(gateway.exitCode()).isZero();
      assertThat(gateway.out() + gateway.err()).doesNotContain("ERROR").doesNotContain("\tat ");
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new AssertionError(none);
    }
  }
}
