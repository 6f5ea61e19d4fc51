package io.plusgate.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plusgate.signature.TestKeys;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, stopped while a slow pay is under way: alone, under load, as process 1. */
class DrainIT {
  private static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";

  private static final String LAUNCHER = Path.of("plusgate").toAbsolutePath().toString();
  private static final int CALLERS = 4;

  @TempDir private Path folder;
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
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
    callers.shutdownNow();
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void finishesASlowPayAfterSigtermAndExitsFine() {
    Promise<Void> release = Promise.promise();
    slowUntil(release);

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

  @Test
  void underLoadAnswersEveryCallThatItTook() {
    Promise<Void> release = Promise.promise();
    slowUntil(release);

    try (var gateway = Launched.plusgate(folder, "run", "--config", "gateway.yaml")) {
      await().atMost(30, SECONDS).until(() -> status("/readyz") == 200);
      var slow = http.sendAsync(pay(), BodyHandlers.ofString());
      var load =
          IntStream.range(0, CALLERS)
              .mapToObj(
                  caller -> CompletableFuture.supplyAsync(() -> callsUntilRefused(caller), callers))
              .toList();
      await().atMost(30, SECONDS).until(() -> slowIsThere() && alipay.received.size() > 50);
      gateway.terminate();
      var answers = load.stream().map(CompletableFuture::join).toList();
      release.complete();

      assertThat(slow.join().statusCode()).isEqualTo(200);
      assertThat(answers)
          .allSatisfy(
              each -> {
                assertThat(each).endsWith(503);
                assertThat(each.subList(0, each.size() - 1)).isNotEmpty().containsOnly(200);
              });
      assertThat(gateway.exitCode()).isZero();
      assertThat(gateway.err())
          .contains("drain phase=unready", "drain phase=no-new-calls", "drain phase=in-flight")
          .contains("drain phase=doors", "drain phase=loops", "drain phase=flush")
          .doesNotContain("cut=");
    }
  }

  @Test
  void aSecondSigtermHurriesAndSaysWhatWasCut() {
    slowUntil(Promise.promise());

    try (var gateway = Launched.plusgate(folder, "run", "--config", "gateway.yaml")) {
      await().atMost(30, SECONDS).until(() -> status("/readyz") == 200);
      var slow = http.sendAsync(pay(), BodyHandlers.ofString());
      await().atMost(30, SECONDS).until(this::slowIsThere);
      gateway.terminate();
      await().atMost(30, SECONDS).until(() -> status("/readyz") == 503);
      gateway.terminate();

      assertThat(gateway.exitCode()).isEqualTo(1);
      assertThat(gateway.err()).contains("drain hurried", "in-flight: pay=1");
      assertThat(slow).failsWithin(Duration.ofSeconds(5));
    }
  }

  @Test
  void asProcessOneHearsTheSignal() {
    assumeTrue(mayBeProcessOne(), "unshare --pid is not allowed here");
    Promise<Void> release = Promise.promise();
    slowUntil(release);
    String[] command = {
      "unshare", "--pid", "--fork", "--kill-child", LAUNCHER, "run", "--config", "gateway.yaml"
    };

    try (var parent = Launched.any(folder, Map.of(), command)) {
      await().atMost(30, SECONDS).until(() -> status("/readyz") == 200);
      var slow = http.sendAsync(pay(), BodyHandlers.ofString());
      await().atMost(30, SECONDS).until(this::slowIsThere);
      terminate(childOf(parent));
      await().atMost(30, SECONDS).until(() -> status("/readyz") == 503);
      release.complete();

      assertThat(slow.join().statusCode()).isEqualTo(200);
      assertThat(parent.exitCode()).isZero();
    }
  }

  @Test
  void drainsWhenWhoeverStartedItIsGone() throws IOException {
    slowUntil(Promise.promise());
    String[] command = {
      "sh", "-c", LAUNCHER + " run --config gateway.yaml >log 2>&1 & echo $! >pid"
    };

    try (var shell = Launched.any(folder, Map.of(), command)) {
      assertThat(shell.exitCode()).isZero();
      await().atMost(30, SECONDS).until(() -> status("/readyz") == 200);
      long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
      // The launcher is the gateway now: a signal to the one reaches the other.
      assertThat(ProcessHandle.of(pid).flatMap(process -> process.info().command()))
          .hasValueSatisfying(path -> assertThat(path).endsWith("java"));
      terminate(pid);

      await().atMost(30, SECONDS).until(() -> ProcessHandle.of(pid).isEmpty());
      assertThat(Files.readString(folder.resolve("log"))).contains("stopped");
    }
  }

  private boolean mayBeProcessOne() {
    try (var one = Launched.any(folder, Map.of(), "unshare", "--pid", "--fork", "true")) {
      return one.exitCode() == 0;
    } catch (UncheckedIOException noSuchCommand) {
      return false;
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

  /** Answers the slow pay when that is told, and everything else at once. */
  private void slowUntil(Promise<Void> release) {
    alipay.script(
        (response, call) -> {
          boolean slow = new String(call.body(), UTF_8).contains("p1");
          var until = slow ? release.future() : Future.<Void>succeededFuture();
          until.onSuccess(
              now ->
                  FakeAlipayPlus.sign(
                      response, TestKeys.alipayPlusSigner(), CLIENT, call.uri(), SUCCESS));
        });
  }

  private boolean slowIsThere() {
    return alipay.received.stream().anyMatch(call -> new String(call.body(), UTF_8).contains("p1"));
  }

  /** One call after the other until the door is shut; what was answered, in that order. */
  private List<Integer> callsUntilRefused(int caller) {
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; !answers.contains(503); i++) {
      try {
        answers.add(
            http.send(pay("load-" + caller + "-" + i), BodyHandlers.discarding()).statusCode());
      } catch (IOException closed) {
        return answers;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return answers;
      }
    }
    return answers;
  }

  private static void terminate(long pid) {
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroy)).contains(true);
  }

  private static long childOf(Launched parent) {
    return ProcessHandle.of(parent.pid())
        .flatMap(process -> process.children().findFirst())
        .map(ProcessHandle::pid)
        .orElse(0L);
  }

  private HttpRequest pay() {
    return pay("p1");
  }

  private HttpRequest pay(String id) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + backendPort + PAY))
        .POST(BodyPublishers.ofString("{\"paymentRequestId\":\"" + id + "\"}"))
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
        "deadlines: { pay: 25s }",
        "");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
