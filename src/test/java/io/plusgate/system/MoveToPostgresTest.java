package io.plusgate.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.cli.Typed;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.store.PostgresServer;
import io.plusgate.store.StoreEngine;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that stopped on a folder goes on where it was, on PostgreSQL. */
class MoveToPostgresTest {
  private static final String PATH = "/alipayplus/notifyPayment";
  private static final String DONE =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"ok\"}}";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final FakeBackend backend = new FakeBackend(vertx);

  @AfterEach
  void stop() {
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void deliversWhatWaitedAndKnowsWhatItWasTold() {
    backend.answers(503, "");
    try (var embedded = gateway(StoreEngine.EMBEDDED.yaml()).start()) {
      assertAcknowledged(embedded, "p1");
      await().atMost(30, SECONDS).until(() -> !backend.received().isEmpty());
    }
    int refused = backend.received().size();
    backend.answers(200, DONE);
    String database = PostgresServer.newDatabase();

    var copied =
        Typed.plusgate(
            "store",
            "copy",
            "--from",
            folder.resolve("data"),
            "--to",
            PostgresServer.uri(database));

    assertThat(copied.code()).as(copied.err()).isZero();
    try (var moved = gateway(PostgresServer.yaml(database)).start()) {
      await().atMost(30, SECONDS).until(() -> backend.received().size() == refused + 1);
      assertAcknowledged(moved, "p1");
      assertAcknowledged(moved, "p2");
      await().atMost(30, SECONDS).until(() -> backend.received().size() == refused + 2);
      assertThat(metrics(moved)).contains("receipt=\"duplicate\"} 1.0");
    }
    assertThat(id(refused)).isEqualTo(id(0)).isNotEqualTo(id(refused + 1));
    assertThat(backend.received().get(refused).body())
        .isEqualTo(paid("p1").getBytes(StandardCharsets.UTF_8));
  }

  private String id(int call) {
    return String.valueOf(backend.received().get(call).header("Webhook-Id"));
  }

  private TestGateway gateway(String store) {
    return TestGateway.acqp(vertx, folder)
        .with(store)
        .backend(backend.url())
        .route(PATH, "notifyPayment", "/notifyPayment")
        .with("delivery: { retry: [100ms] }");
  }

  private static void assertAcknowledged(TestGateway gateway, String payment) {
    assertThat(ResultBody.read(gateway.notified(PATH, paid(payment)).body()))
        .contains(Result.SUCCESS);
  }

  private static String metrics(TestGateway gateway) {
    return new String(gateway.get(gateway.adminUrl() + "/metrics").body(), StandardCharsets.UTF_8);
  }

  private static String paid(String paymentRequestId) {
    return "{\"paymentRequestId\":\""
        + paymentRequestId
        + "\",\"paymentResult\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\","
        + "\"resultMessage\":\"success\"},\"paymentAmount\":{\"value\":\"100\","
        + "\"currency\":\"JPY\"}}";
  }
}
