package io.plusgate.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.signature.TestKeys;
import io.plusgate.store.StoreEngine;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is acknowledged is on disk, and what is on disk reaches the backend, once. */
@ParameterizedClass
@EnumSource(StoreEngine.class)
class DurableNotificationTest {
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
    backend.answers(200, DONE);
    gateway = gateway().start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void acknowledgesSignedAndDeliversTheOriginalBytes() {
    String body = paid("p1", "100") + "\n ";

    var answer = notify(body);

    assertAcknowledged(answer);
    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);
    var call = backend.received().get(0);
    assertThat(call.body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    assertThat(call.uri()).isEqualTo("/notifyPayment");
    assertThat(call.header("Plusgate-Event")).isEqualTo("payment.succeeded");
    assertThat(call.header("Plusgate-Verified")).isEqualTo("keyVersion=1");
    assertThat(call.header("Plusgate-Attempt")).isEqualTo("1");
    assertThat(call.header("Webhook-Id")).isNotBlank();
  }

  @Test
  void acknowledgesADuplicateAndDeliversItOnce() {
    assertAcknowledged(notify(paid("p1", "100")));
    assertAcknowledged(notify(paid("p1", "100")));
    assertAcknowledged(notify(paid("p2", "100")));

    await().atMost(30, SECONDS).until(() -> backend.received().size() == 2);

    assertThat(metrics())
        .contains("plusgate_notifications_total{api=\"notifyPayment\",receipt=\"duplicate\"} 1.0")
        .contains("plusgate_notifications_total{api=\"notifyPayment\",receipt=\"first\"} 2.0");
    assertThat(backend.received()).hasSize(2);
  }

  @Test
  void keepsAndTellsAContradictionAsSuch() {
    assertAcknowledged(notify(paid("p1", "100")));
    assertAcknowledged(notify(paid("p1", "999")));

    await().atMost(30, SECONDS).until(() -> backend.received().size() == 2);

    assertThat(backend.received())
        .extracting(call -> call.header("Plusgate-Event"))
        .containsExactly("payment.succeeded", "payment.contradiction");
  }

  @Test
  void triesAgainUnderTheSameWebhookIdUntilTheBackendHasIt() {
    backend.answers(500, "");

    assertAcknowledged(notify(paid("p1", "100")));
    await().atMost(30, SECONDS).until(() -> backend.received().size() >= 2);
    backend.answers(200, DONE);

    await().atMost(30, SECONDS).until(() -> metrics().contains("verdict=\"done\"} 1.0"));
    assertThat(backend.received().stream().map(call -> call.header("Webhook-Id")).distinct())
        .hasSize(1);
  }

  @Test
  void deliversAfterARestartWhatWasAcknowledgedBefore() {
    backend.close();
    assertAcknowledged(notify(paid("p1", "100")));
    gateway.close();
    backend = new FakeBackend(vertx);
    backend.answers(200, DONE);

    gateway = gateway().start();

    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);
    assertAcknowledged(notify(paid("p1", "100")));
    assertThat(metrics()).contains("receipt=\"duplicate\"} 1.0");
  }

  @Test
  void parksWhatTheBackendRefusesAndSendsItAgainOnReplay() {
    backend.answers(422, "");
    assertAcknowledged(notify(paid("p1", "100")));
    await().atMost(30, SECONDS).until(() -> parked().contains("\"webhookId\""));
    String id = parked().replaceAll(".*\"webhookId\":\"([^\"]+)\".*", "$1");
    backend.answers(200, DONE);

    var replay =
        HttpRequest.newBuilder(
                URI.create(gateway.adminUrl() + "/api/v1/deliveries/" + id + "/replay"))
            .POST(BodyPublishers.noBody())
            .build();
    assertThat(gateway.send(replay).statusCode()).isEqualTo(202);

    await().atMost(30, SECONDS).until(() -> backend.received().size() == 2);
    assertThat(backend.received().get(1).header("Webhook-Id")).isEqualTo(id);
    assertThat(backend.received().get(1).header("Plusgate-Replay")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{}",
        "{\"paymentRequestId\":\"p1\"}",
        "{\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}}",
        "{\"paymentRequestId\":\"p1\","
            + "\"paymentResult\":{\"resultStatus\":\"U\",\"resultCode\":\"PAYMENT_IN_PROCESS\"}}",
        "{\"paymentRequestId\":\"12345678901234567890123456789012345678901234567890123456789012345\","
            + "\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}}"
      })
  void refusesWhatIsNoNotificationAndKeepsNothing(String body) {
    var answer = notify(body);

    assertThat(ResultBody.read(answer.body()).map(Result::resultCode)).contains("PARAM_ILLEGAL");
    assertThat(answer.headers().firstValue(AlipayHeader.SIGNATURE)).isPresent();
    assertThat(backend.received()).isEmpty();
  }

  private TestGateway gateway() {
    return TestGateway.acqp(vertx, folder)
        .with(store)
        .backend(backend.url())
        .route(PATH, "notifyPayment", "/notifyPayment")
        .with("delivery: { retry: [100ms] }");
  }

  private String parked() {
    var answer = gateway.get(gateway.adminUrl() + "/api/v1/deliveries?state=parked");
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private String metrics() {
    var answer = gateway.get(gateway.adminUrl() + "/metrics");
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String paid(String paymentRequestId, String amount) {
    return "{\"paymentRequestId\":\""
        + paymentRequestId
        + "\",\"paymentResult\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\","
        + "\"resultMessage\":\"success\"},\"paymentAmount\":{\"value\":\""
        + amount
        + "\",\"currency\":\"JPY\"}}";
  }

  private HttpResponse<byte[]> notify(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var signature = TestKeys.alipayPlusSigner().sign(PATH, TestGateway.CLIENT, TIME, bytes);
    return gateway.send(
        HttpRequest.newBuilder(URI.create(gateway.alipayPlusUrl() + PATH))
            .POST(BodyPublishers.ofByteArray(bytes))
            .header("Content-Type", "application/json")
            .header(AlipayHeader.CLIENT_ID, TestGateway.CLIENT)
            .header(AlipayHeader.REQUEST_TIME, TIME)
            .header(AlipayHeader.SIGNATURE, signature)
            .build());
  }

  private static void assertAcknowledged(HttpResponse<byte[]> answer) {
    assertThat(ResultBody.read(answer.body())).contains(Result.SUCCESS);
    var verdict =
        TestKeys.partnerVerifier()
            .verify(
                PATH,
                TestGateway.CLIENT,
                answer.headers().firstValue(AlipayHeader.RESPONSE_TIME).orElseThrow(),
                answer.headers().firstValue(AlipayHeader.SIGNATURE).orElseThrow(),
                answer.body());
    assertThat(verdict.<String>match(verified -> "verified", rejected -> "rejected"))
        .isEqualTo("verified");
  }
}
