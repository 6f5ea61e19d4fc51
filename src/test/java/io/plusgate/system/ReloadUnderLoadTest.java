package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While calls go both ways, one reload follows the other, and every byte arrives. */
class ReloadUnderLoadTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String RESULT =
      "\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}";
  private static final int RELOADS = 8;
  private static final int CALLS_PER_RELOAD = 60;
  private static final int CALLERS = 3;

  @TempDir private Path folder;
  private final ExecutorService callers = Executors.newFixedThreadPool(2 * CALLERS);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final BodyDigest paysSent = new BodyDigest();
  private final BodyDigest paysArrived = new BodyDigest();
  private final BodyDigest answersSent = new BodyDigest();
  private final BodyDigest answersArrived = new BodyDigest();
  private final BodyDigest notificationsSent = new BodyDigest();
  private final BodyDigest notificationsArrived = new BodyDigest();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean over;
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    alipay.script(
        (response, call) -> {
          paysArrived.add(call.body());
          String answer = "{" + RESULT + ",\"of\":" + text(call.body()) + "}";
          answersSent.add(answer.getBytes(StandardCharsets.UTF_8));
          FakeAlipayPlus.sign(
              response, TestKeys.alipayPlusSigner(), TestGateway.CLIENT, call.uri(), answer);
        });
    backend = new FakeBackend(vertx);
    backend.script(
        (response, call) -> {
          notificationsArrived.add(call.body());
          response.end("{" + RESULT + "}");
        });
    gateway =
        TestGateway.acqp(vertx, folder)
            .alipayPlus(alipay.url())
            .backend(backend.url())
            .route(NOTIFY, "notifyPayment", "/notifyPayment")
            .with("limits: { concurrentOutbound: 500 }")
            .with("reload: { watch: false }")
            .start();
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
    gateway.close();
    alipay.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void losesNoCallAndNoByteInEitherDirection() throws IOException {
    var load = new ArrayList<CompletableFuture<Void>>();
    for (int caller = 0; caller < CALLERS; caller++) {
      String name = "c" + caller;
      load.add(CompletableFuture.runAsync(() -> pay(name), callers));
      load.add(CompletableFuture.runAsync(() -> notifyPayment(name), callers));
    }
    var outcomes = new ArrayList<String>();
    for (int reload = 1; reload <= RELOADS; reload++) {
      int until = reload * CALLS_PER_RELOAD;
      await().atMost(Duration.ofSeconds(30)).until(() -> calls.get() > until || over);
      change(reload);
      outcomes.add(gateway.reloaded().getString("state"));
    }
    over = true;
    load.forEach(CompletableFuture::join);

    assertThat(failures).isEmpty();
    assertThat(outcomes).hasSize(RELOADS).containsOnly("applied");
    assertThat(paysArrived).hasToString(paysSent.toString());
    assertThat(answersArrived).hasToString(answersSent.toString());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(notificationsArrived).hasToString(notificationsSent.toString()));
  }

  /** Something else each time: keys, connections to both sides, schedules, limits. */
  private void change(int reload) throws IOException {
    Path more = folder.resolve("more.pem");
    Files.writeString(more, RsaKeyPairs.pem(RsaKeyPairs.generate(2048).getPublic()));
    Path file = folder.resolve("gateway.yaml");
    String keys = "publicKeys: [ { keyVersion: 1, file: alipayplus-public.pem }";
    String yaml =
        Files.readString(file)
            .replaceAll(
                "publicKeys: .*]",
                reload % 2 == 0 ? keys + " ]" : keys + ", { keyVersion: 2, file: more.pem } ]")
            .replaceAll("concurrentOutbound: \\d+", "concurrentOutbound: " + (500 + reload))
            .replaceAll(
                "backend:\n(  maxConnections: \\d+\n)?  baseUrl",
                "backend:\n  maxConnections: " + (20 + reload) + "\n  baseUrl");
    Files.writeString(file, yaml);
  }

  private void pay(String caller) {
    for (int n = 0; !over; n++) {
      String body = "{\"paymentRequestId\":\"" + caller + "-" + n + "\"}";
      paysSent.add(body.getBytes(StandardCharsets.UTF_8));
      var answer = gateway.post(PAY, body);
      answersArrived.add(answer.body());
      note(answer.statusCode() == 200, "pay " + answer.statusCode() + text(answer.body()));
    }
  }

  private void notifyPayment(String caller) {
    for (int n = 0; !over; n++) {
      String body =
          "{\"paymentRequestId\":\"n-%s-%d\",\"paymentId\":\"p\",\"paymentResult\":{%s}}"
              .formatted(caller, n, RESULT.substring(RESULT.indexOf('{') + 1, RESULT.length() - 1));
      notificationsSent.add(body.getBytes(StandardCharsets.UTF_8));
      String answer = text(gateway.notified(NOTIFY, body).body());
      note(answer.contains("SUCCESS"), "notifyPayment " + answer);
    }
  }

  private void note(boolean fine, String what) {
    calls.incrementAndGet();
    if (!fine) {
      failures.add(what);
      over = true;
    }
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
