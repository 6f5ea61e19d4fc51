package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.RsaKeyPairs;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running gateway takes what has changed in its files: all of it, or nothing and says why. */
class ReloadTest {
  private static final String RELOAD = "/api/v1/reload";
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final String OTHER = "SANDBOX_5YC47N2ZQHJ004125";
  private static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";
  private static final String PAID =
      "{\"paymentRequestId\":\"%s\",\"paymentId\":\"p\",\"paymentResult\":"
          + "{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    alipay.answersSigned(TestKeys.alipayPlusSigner(), TestGateway.CLIENT, SUCCESS);
    backend = new FakeBackend(vertx);
    backend.answers(200, SUCCESS);
    gateway =
        TestGateway.acqp(vertx, folder)
            .alipayPlus(alipay.url())
            .backend(backend.url())
            .route(NOTIFY, "notifyPayment", "/notifyPayment")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    alipay.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void saysThatNothingWasReadAgainYet() {
    assertThat(get(RELOAD)).isEqualTo(new JsonObject().put("state", "none"));
  }

  @Test
  void acceptsAWishAndTellsLaterHowItEnded() {
    var accepted = post("{\"by\":\"mia\",\"why\":\"new deadlines\"}");

    assertThat(accepted.statusCode()).isEqualTo(202);
    await().until(() -> !get(RELOAD).getString("state").equals("running"));
    assertThat(get(RELOAD).getString("state")).isEqualTo("unchanged");
    assertThat(get(RELOAD).getString("by")).isEqualTo("mia: new deadlines");
  }

  @Test
  void changesNothingWhereNothingChanged() {
    var outcome = gateway.rewrite().reloaded();

    assertThat(outcome.getString("state")).isEqualTo("unchanged");
    assertThat(outcome.getJsonArray("changed")).isEmpty();
    assertThat(metrics()).contains("plusgate_reloads_total{outcome=\"unchanged\"} 1.0");
  }

  @Test
  void verifiesWithAKeyThatIsNewInItsFile() throws IOException {
    Files.writeString(folder.resolve("alipayplus-public.pem"), publicPem());
    assertThat(gateway.post(PAY, "{}").statusCode()).isEqualTo(200);

    var outcome = gateway.reloaded();

    assertThat(keys(outcome, "changed"))
        .containsExactly("clients[0].alipayPlus.publicKeys[0].file");
    OutboundRoadTest.assertProblem(gateway.post(PAY, "{}"), 502, "answer-signature-invalid");
  }

  @Test
  void servesAClientAndARouteThatAreNew() {
    alipay.answersSigned(TestKeys.alipayPlusSigner(), OTHER, SUCCESS);
    assertThat(notified("/elsewhere", "one")).contains("INVALID_API");

    var outcome =
        gateway.client(OTHER).route("/elsewhere", "notifyPayment", "/other").rewrite().reloaded();

    assertThat(outcome.getString("state")).isEqualTo("applied");
    assertThat(notified("/elsewhere", "two")).contains("SUCCESS");
    var paid =
        gateway.post(
            PAY, "{}".getBytes(StandardCharsets.UTF_8), Map.of(AlipayHeader.CLIENT_ID, OTHER));
    assertThat(paid.statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/keys").getJsonArray("keys")).hasSize(4);
  }

  @Test
  void takesLimitsDeadlinesAndTheLogLevel() {
    var outcome =
        gateway
            .with("limits: { bodyBytes: 1KiB }")
            .with("deadlines: { pay: 3s }")
            .with("log: { level: warn }")
            .rewrite()
            .reloaded();

    assertThat(keys(outcome, "changed"))
        .containsExactly(
            "deadlines.byApi.pay", "deadlines.byApi.refund", "limits.bodyBytes", "log.level");
    OutboundRoadTest.assertProblem(
        gateway.post(PAY, "{\"x\":\"" + "y".repeat(2_000) + "\"}"), 413, "body-too-large");
    assertThat(get("/api/v1/log").getString("level")).isEqualTo("warn");
    assertThat(get("/api/v1/config").getJsonObject("deadlines").getString("pay")).isEqualTo("3s");
  }

  @Test
  void keepsServingWhenAnythingIsWrongAndSaysAllOfIt() throws IOException {
    Files.writeString(folder.resolve("alipayplus-public.pem"), "no key at all");
    Files.writeString(folder.resolve("partner-private.pem"), "none here either");

    var outcome = gateway.with("limits: { bodyBytes: 1KiB }").rewrite().reloaded();

    assertThat(outcome.getString("state")).isEqualTo("refused");
    assertThat(outcome.getJsonArray("problems").toString())
        .contains("clients[0].privateKey", "clients[0].alipayPlus.publicKeys[keyVersion=1]");
    assertThat(gateway.post(PAY, "{\"x\":\"" + "y".repeat(2_000) + "\"}").statusCode())
        .isEqualTo(200);
    assertThat(notified(NOTIFY, "still")).contains("SUCCESS");
    assertThat(metrics())
        .contains("plusgate_reloads_total{outcome=\"refused\"} 1.0", "plusgate_reload_refused 1.0");
  }

  @Test
  void refusesAFileThatIsNoConfiguration() throws IOException {
    Files.writeString(folder.resolve("gateway.yaml"), "role: ACQP\nlimit: 3\n");

    var outcome = gateway.reloaded();

    assertThat(outcome.getString("state")).isEqualTo("refused");
    assertThat(outcome.getJsonArray("problems").toString())
        .contains("limit: unknown key", "line 2");
    assertThat(gateway.post(PAY, "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void namesWhatNeedsARestartAndTakesTheRest() {
    var outcome =
        gateway
            .with("tracing: { ratio: 0.5 }")
            .with("limits: { waiters: 5, idleTimeout: 9s }")
            .rewrite()
            .reloaded();

    assertThat(outcome.getString("state")).isEqualTo("applied");
    assertThat(keys(outcome, "changed")).containsExactly("limits.waiters");
    assertThat(keys(outcome, "needsRestart"))
        .containsExactly("limits.idleTimeout", "tracing.ratio");
    assertThat(metrics()).contains("plusgate_restart_needed 1.0");
  }

  @Test
  void seesByItselfThatASecretsLinkWasSwapped() throws IOException {
    secret("..first", TestKeys.alipayPlusPublicPem());
    Path key = folder.resolve("alipayplus-public.pem");
    Files.delete(key);
    Files.createSymbolicLink(key, folder.resolve("..data/alipayplus-public.pem"));
    var started = gateway.with("reload: { every: 1s }").rewrite().reloaded();
    assertThat(started.getString("state")).isEqualTo("applied");
    // The first look after the start still comes in five seconds; from then on every second.
    secret("..second", publicPem());

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(get(RELOAD).getString("by")).isEqualTo("changed files");
              assertThat(get(RELOAD).getString("state")).isEqualTo("applied");
            });

    OutboundRoadTest.assertProblem(gateway.post(PAY, "{}"), 502, "answer-signature-invalid");
  }

  /** As the kubelet does it: a new folder, then one rename of a link. */
  private void secret(String version, String content) throws IOException {
    Path made = Files.createDirectories(folder.resolve(version));
    Files.writeString(made.resolve("alipayplus-public.pem"), content);
    Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), made);
    Files.move(
        link,
        folder.resolve("..data"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<String> keys(JsonObject outcome, String which) {
    return outcome.getJsonArray(which).stream().map(Object::toString).toList();
  }

  private static String publicPem() {
    return RsaKeyPairs.pem(RsaKeyPairs.generate(2048).getPublic());
  }

  private String notified(String path, String id) {
    return new String(gateway.notified(path, PAID.formatted(id)).body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> post(String body) {
    return gateway.send(
        HttpRequest.newBuilder(URI.create(gateway.adminUrl() + RELOAD))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private JsonObject get(String path) {
    return new JsonObject(Buffer.buffer(gateway.get(gateway.adminUrl() + path).body()));
  }

  private String metrics() {
    return new String(gateway.get(gateway.adminUrl() + "/metrics").body(), StandardCharsets.UTF_8);
  }
}
