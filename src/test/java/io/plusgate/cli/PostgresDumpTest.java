package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.store.DebianPostgres;
import io.plusgate.system.FakeBackend;
import io.plusgate.system.TestGateway;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A database that was dumped beside its gateway comes back as docs/operations.md says. */
@EnabledIf(
    value = "io.plusgate.store.DebianPostgres#isInstalled",
    disabledReason = "Debian's postgresql is not installed")
class PostgresDumpTest {
  private static final String PATH = "/alipayplus/notifyPayment";
  private static final String DONE =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"ok\"}}";

  @TempDir private Path place;
  private final Vertx vertx = Vertx.vertx();
  private final FakeBackend backend = new FakeBackend(vertx);
  private DebianPostgres server;

  @BeforeEach
  void start() throws Exception {
    server = DebianPostgres.start();
  }

  @AfterEach
  void stop() throws Exception {
    backend.close();
    Waiting.on(vertx.close());
    server.close();
  }

  @Test
  void comesBackFromADumpAndGoesOn() throws Exception {
    String dump = place.resolve("plusgate.dump").toString();
    String lost = server.newDatabase("plusgate");
    backend.answers(503, "");
    try (var gateway = gateway(server.yaml(lost)).start()) {
      notified(gateway, "p1");
      await().atMost(30, SECONDS).until(() -> waiting(gateway).contains("503"));
      server.client("pg_dump", "-Fc", "-n", "plusgate", "-f", dump, server.uri(lost));
      notified(gateway, "p2");
      await().atMost(30, SECONDS).until(() -> idOf("p2", 0) != null);
    }
    int before = backend.received().size();
    backend.answers(200, DONE);

    String again = server.newDatabase("again");
    server.client("pg_restore", "--exit-on-error", "-1", "-O", "-d", server.uri(again), dump);
    gateway(server.yaml(again)).rewrite();
    var told = Typed.plusgate("store", "restored", "-c", RestoreSite.commandsConfig(place));

    assertThat(told.code()).as(told.err()).isZero();
    try (var gateway = gateway(server.yaml(again)).start()) {
      await().atMost(60, SECONDS).until(() -> idOf("p1", before) != null);
      notified(gateway, "p1");
      notified(gateway, "p3");
      await().atMost(30, SECONDS).until(() -> idOf("p3", before) != null);
      assertThat(new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8))
          .contains("receipt=\"duplicate\"} 1.0");
    }
    assertThat(idOf("p1", before)).isEqualTo(idOf("p1", 0));
    assertThat(idOf("p3", before)).isNotIn(idOf("p1", 0), idOf("p2", 0));
  }

  /** With what was said of the last attempt: then nobody has the delivery. */
  private static String waiting(TestGateway gateway) {
    var answer = gateway.get(gateway.adminUrl() + "/api/v1/deliveries?state=waiting");
    return new String(answer.body(), UTF_8);
  }

  /** The Webhook-Id of the first delivery of this payment from this place on. */
  private @Nullable String idOf(String payment, int from) {
    return backend.received().stream()
        .skip(from)
        .filter(call -> new String(call.body(), UTF_8).contains("\"" + payment + "\""))
        .map(call -> call.header("Webhook-Id"))
        .findFirst()
        .orElse(null);
  }

  private TestGateway gateway(String store) {
    return TestGateway.acqp(vertx, place)
        .with(store)
        .backend(backend.url())
        .route(PATH, "notifyPayment", "/notifyPayment")
        // Long enough for a dump in between: one that has a lease in it waits for the lease's end.
        .with("delivery: { retry: [5s] }");
  }

  private static void notified(TestGateway gateway, String payment) {
    String body =
        "{\"paymentRequestId\":\""
            + payment
            + "\",\"paymentResult\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\","
            + "\"resultMessage\":\"success\"},\"paymentAmount\":{\"value\":\"100\","
            + "\"currency\":\"JPY\"}}";
    assertThat(ResultBody.read(gateway.notified(PATH, body).body())).contains(Result.SUCCESS);
  }
}
