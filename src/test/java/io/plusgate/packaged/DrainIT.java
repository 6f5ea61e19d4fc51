package io.plusgate.packaged;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.signature.TestKeys;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.Waiting;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, stopped while a slow pay is under way. */
class DrainIT {
  private static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private int backendPort;
  private int adminPort;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    backendPort = freePort();
    adminPort = freePort();
    Path key = Files.writeString(folder.resolve("partner.pem"), TestKeys.partnerPrivatePem());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("alipayplus.pem"), TestKeys.alipayPlusPublicPem());
    Files.writeString(folder.resolve("gateway.yaml"), yaml());
  }

  @AfterEach
  void stop() {
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void finishesASlowPayAfterSigtermAndExitsFine() {
    Promise<Void> release = Promise.promise();
    alipay.script(
        (response, call) ->
            release
                .future()
                .onSuccess(
                    now ->
                        FakeAlipayPlus.sign(
                            response, TestKeys.alipayPlusSigner(), CLIENT, call.uri(), SUCCESS)));

    try (var gateway = Launched.plusgate(folder, "run", "--config", "gateway.yaml")) {
      await().atMost(30, SECONDS).until(() -> status("/readyz") == 200);
      var answer = http.sendAsync(pay(), BodyHandlers.ofString());
      await().atMost(30, SECONDS).until(() -> !alipay.received.isEmpty());
      gateway.terminate();
      await().atMost(30, SECONDS).until(() -> status("/readyz") == 503);
      var refused = http.sendAsync(pay(), BodyHandlers.ofString()).join();
      release.complete();

      assertThat(answer.join()).extracting(HttpResponse::statusCode).isEqualTo(200);
      assertThat(answer.join().body()).isEqualTo(SUCCESS);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("draining");
      assertThat(gateway.exitCode()).isZero();
      assertThat(gateway.out()).contains("\"message\":\"exchange\"").contains("\"outcome\":");
      assertThat(gateway.out()).doesNotContain("signature=").doesNotContain("resultMessage");
    }
  }

  private int status(String path) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private HttpRequest pay() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + backendPort + PAY))
        .POST(BodyPublishers.ofString("{\"paymentRequestId\":\"p1\"}"))
        .build();
  }

  private String yaml() {
    return String.join(
        "\n",
        "role: ACQP",
        "clients:",
        "  - clientId: " + CLIENT,
        "    environment: sandbox",
        "    partnerId: \"1022188000000000001\"",
        "    privateKey: partner.pem",
        "    keyVersion: 1",
        "    alipayPlus:",
        "      baseUrl: " + alipay.url(),
        "      publicKeys: [ { keyVersion: 1, file: alipayplus.pem } ]",
        "listeners:",
        "  backend: { host: 127.0.0.1, port: " + backendPort + " }",
        "  alipayPlus: { host: 127.0.0.1, port: 0, insecure: true }",
        "  admin: { host: 127.0.0.1, port: " + adminPort + " }",
        "backend: { baseUrl: \"http://127.0.0.1:9\", routes: [] }",
        "store: { type: embedded, path: data }",
        "");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
