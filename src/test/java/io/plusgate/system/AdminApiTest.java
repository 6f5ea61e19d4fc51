package io.plusgate.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.TestKeys;
import io.plusgate.store.StoreEngine;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator sees and may do on the admin listener. */
@ParameterizedClass
@EnumSource(StoreEngine.class)
class AdminApiTest {
  private static final String PATH = "/alipayplus/notifyPayment";
  private static final String TIME = "2026-11-25T12:00:00+08:00";
  private static final String DONE =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"ok\"}}";

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
    backend.answers(422, "");
    gateway =
        TestGateway.acqp(vertx, folder)
            .with(store)
            .backend(backend.url())
            .route(PATH, "notifyPayment", "/notifyPayment")
            .start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void listsDeliveriesPageByPageOldestFirst() {
    parked(5);

    var first = get("/api/v1/deliveries?state=parked&limit=2");
    var second = get("/api/v1/deliveries?state=parked&limit=3&after=" + first.getString("next"));

    var all = webhookIds();
    assertThat(each(first, "webhookId")).isEqualTo(all.subList(0, 2));
    assertThat(each(second, "webhookId")).isEqualTo(all.subList(2, 5));
    assertThat(first.getJsonArray("deliveries").getJsonObject(0).getString("note"))
        .isEqualTo("HTTP 422");
  }

  @Test
  void findsDeliveriesByEventAndTime() {
    parked(1);

    assertThat(deliveries(get("/api/v1/deliveries?event=payment.succeeded&since=1h"))).hasSize(1);
    assertThat(deliveries(get("/api/v1/deliveries?event=payment.failed"))).isEmpty();
    assertThat(deliveries(get("/api/v1/deliveries?since=2999-01-01T00:00:00Z"))).isEmpty();
    assertThat(deliveries(get("/api/v1/deliveries?recipient=alipay_plus"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deliveries?state=broken    | state: broken (expected: one of [waiting, parked, done])",
        "deliveries?limit=0         | limit: 0 (expected: 1 to 1000)",
        "deliveries?since=yesterday | since: yesterday (expected: 2026-11-26T12:00:00Z, or how"
            + " long ago: 90s, 15m, 2h, 3d)",
        "deliveries?stat=parked     | stat: not known",
        "deliveries?after=x         | after: x (expected: the next of an earlier page)",
        "payments?phase=lost        | phase: lost (expected: one of [sent, open",
        "payments?after=NONE.3      | after: NONE.3"
      })
  void refusesWhatItDoesNotUnderstandAndSaysWhatIsRight(String query, String detail) {
    var answer = gateway.get(gateway.adminUrl() + "/api/v1/" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("code")).isEqualTo("bad-query");
    assertThat(json(answer).getString("detail")).startsWith(detail);
  }

  @Test
  void countsInADryRunAndSendsNothing() {
    parked(3);
    backend.answers(200, DONE);

    var run = ended(replay("{\"event\":\"payment.succeeded\",\"dryRun\":true}"));

    assertThat(run.getInteger("matched")).isEqualTo(3);
    assertThat(run.getInteger("queued")).isZero();
    assertThat(backend.received()).hasSize(3);
  }

  @Test
  void sendsEverythingSinceATimeAgainUnderTheSameIds() {
    parked(3);
    var before = webhookIds();
    backend.answers(200, DONE);

    var run = ended(replay("{\"since\":\"1h\",\"rate\":1000,\"by\":\"jo\",\"why\":\"restored\"}"));

    assertThat(run.getInteger("queued")).isEqualTo(3);
    assertThat(run.getString("by")).isEqualTo("jo");
    await().atMost(30, SECONDS).until(() -> backend.received().size() == 6);
    assertThat(webhookIds()).isEqualTo(before);
    assertThat(backend.received().get(5).header("Plusgate-Replay")).isEqualTo("true");
  }

  @Test
  void sendsNoFasterThanAskedAndStopsWhenTold() {
    parked(3);

    var answer = replay("{\"since\":\"1h\",\"rate\":1}");
    String path = "/api/v1/replay/" + json(answer).getString("replay");
    await().atMost(30, SECONDS).until(() -> get(path).getInteger("queued") == 1);
    var second = replay("{\"since\":\"1h\"}");
    gateway.send(request(path).DELETE().build());

    await().atMost(30, SECONDS).until(() -> get(path).getString("state").equals("stopped"));
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(get(path).getInteger("queued")).isLessThan(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"msg_1\"}                   | 404",
        "{}                                   | 400",
        "{\"id\":\"x\",\"since\":\"1h\"}      | 400",
        "{\"since\":\"1h\",\"rate\":0}        | 400",
        "{\"since\":\"1h\",\"dryRun\":\"y\"}  | 400",
        "not json                             | 400"
      })
  void refusesAReplayItCannotDo(String body, int status) {
    assertThat(replay(body).statusCode()).isEqualTo(status);
  }

  @Test
  void saysThatItDoesNotKnowAPayment() {
    var answer = gateway.get(gateway.adminUrl() + "/api/v1/payments/nobody%2Fs");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).getString("code")).isEqualTo("payment-unknown");
    assertThat(get("/api/v1/payments").getJsonArray("payments")).isEmpty();
  }

  @Test
  void saysWhatIsInTheStoreAndWhereItIs() {
    parked(1);

    var store = get("/api/v1/store");

    assertThat(store.getString("engine")).isEqualToIgnoringCase(engine.name());
    switch (engine) {
      case EMBEDDED -> {
        assertThat(store.getString("folder")).endsWith("data");
        assertThat(store.getLong("freeBytes")).isPositive();
        assertThat(store.getLong("usedBytes")).isPositive();
      }
      case POSTGRESQL -> assertThat(store.getString("server")).startsWith("127.0.0.1:");
    }
    assertThat(store.getInteger("receipts")).isEqualTo(1);
    assertThat(store.getInteger("payloads")).isEqualTo(1);
  }

  private void parked(int count) {
    for (int i = 1; i <= count; i++) {
      notified("p" + i);
      int soFar = i;
      await().atMost(30, SECONDS).until(() -> backend.received().size() == soFar);
    }
    await()
        .atMost(30, SECONDS)
        .until(() -> deliveries(get("/api/v1/deliveries?state=parked")).size() == count);
  }

  private List<String> webhookIds() {
    return each(get("/api/v1/deliveries"), "webhookId");
  }

  private static List<String> deliveries(JsonObject page) {
    return each(page, "webhookId");
  }

  private static List<String> each(JsonObject page, String name) {
    JsonArray list = page.getJsonArray("deliveries");
    return list.stream().map(one -> ((JsonObject) one).getString(name)).toList();
  }

  private HttpResponse<byte[]> replay(String body) {
    return gateway.send(request("/api/v1/replay").POST(BodyPublishers.ofString(body)).build());
  }

  private JsonObject ended(HttpResponse<byte[]> begun) {
    assertThat(begun.statusCode()).isEqualTo(202);
    String path = "/api/v1/replay/" + json(begun).getString("replay");
    await().atMost(30, SECONDS).until(() -> get(path).getString("state").equals("done"));
    return get(path);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.adminUrl() + path));
  }

  private JsonObject get(String path) {
    return json(gateway.get(gateway.adminUrl() + path));
  }

  private static JsonObject json(HttpResponse<byte[]> answer) {
    return new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
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
