package io.plusgate.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.TestKeys;
import io.plusgate.store.StoreEngine;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A backend that hangs up on everybody, for a while. */
@ParameterizedClass
@EnumSource(StoreEngine.class)
class BackendDownTest {
  private static final String PATH = "/alipayplus/notifyPayment";
  private static final String TIME = "2026-11-25T12:00:00+08:00";
  private static final String OPEN = "plusgate_backend_breaker_open 1.0";
  private static final int TOLD = 30;

  @Parameter private StoreEngine engine;
  @TempDir private Path folder;
  private Vertx vertx;
  private String store;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    store = engine.yaml();
    backend = new FakeBackend(vertx);
    backend.script((response, call) -> response.reset().onFailure(gone -> {}));
    gateway =
        TestGateway.acqp(vertx, folder)
            .with(store)
            .backend(backend.url())
            .route(PATH, "notifyPayment", "/notifyPayment")
            .with("delivery: { retry: [100ms] }")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void isTriedSeldomAndGetsEverythingWhenItIsBack() {
    for (int i = 0; i < TOLD / 3; i++) {
      notified("early" + i);
    }
    await().atMost(30, SECONDS).until(() -> text("/metrics").contains(OPEN));
    int triedBefore = backend.received().size();
    for (int i = triedBefore; i < TOLD; i++) {
      notified("late" + i);
    }

    assertThat(text("/readyz?verbose")).startsWith("ready\n").contains("backend: not reachable");
    assertThat(text("/readyz")).isEqualTo("ready\n");
    assertThat(untried()).isPositive();
    backend.answers(200, "");

    await().atMost(40, SECONDS).until(() -> waiting() == 0);
    assertThat(text("/metrics")).contains("plusgate_backend_breaker_open 0.0");
    assertThat(text("/readyz?verbose")).contains("backend: reachable");
    assertThat(text("/metrics")).contains("plusgate_store_receipts");
  }

  /** Those that the backend was never asked about have no attempts. */
  private long untried() {
    return json("/api/v1/deliveries?state=waiting").getJsonArray("deliveries").stream()
        .filter(one -> ((JsonObject) one).getInteger("attempts") == 0)
        .count();
  }

  private int waiting() {
    return json("/api/v1/deliveries?state=waiting").getJsonArray("deliveries").size();
  }

  private JsonObject json(String path) {
    return new JsonObject(text(path));
  }

  private String text(String path) {
    return new String(gateway.get(gateway.adminUrl() + path).body(), StandardCharsets.UTF_8);
  }

  private void notified(String paymentRequestId) {
    String text =
        "{\"paymentRequestId\":\""
            + paymentRequestId
            + "\",\"paymentResult\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\"},"
            + "\"paymentAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var signature = TestKeys.alipayPlusSigner().sign(PATH, TestGateway.CLIENT, TIME, bytes);
    gateway.send(
        HttpRequest.newBuilder(URI.create(gateway.alipayPlusUrl() + PATH))
            .POST(BodyPublishers.ofByteArray(bytes))
            .header("Content-Type", "application/json")
            .header(AlipayHeader.CLIENT_ID, TestGateway.CLIENT)
            .header(AlipayHeader.REQUEST_TIME, TIME)
            .header(AlipayHeader.SIGNATURE, signature)
            .build());
  }
}
