package io.plusgate.system;

import static io.plusgate.system.ScriptedAlipayPlus.paid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.system.StoreOutage.CutWire;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is away before anybody has seen it, or that just says nothing any more. */
class PostgresAwayTest {
  private static final String NOTIFY = "/alipayplus/notifyPayment";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeBackend backend;
  private CutWire outage;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = new FakeBackend(vertx);
    backend.answers(200, "");
    outage = new CutWire(vertx);
    gateway =
        TestGateway.acqp(vertx, folder)
            .backend(backend.url())
            .route(NOTIFY, "notifyPayment", "/notifyPayment")
            .with(outage.yaml() + " }");
  }

  @AfterEach
  void stop() {
    gateway.close();
    outage.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void startsUnreadyWithoutTheDatabaseAndWorksWhenItIsThere() {
    outage.begin();

    gateway.start();

    assertThat(ready().statusCode()).isEqualTo(503);
    assertThat(new String(ready().body(), UTF_8)).contains("store: cannot be written");
    assertThat(gateway.get(gateway.adminUrl() + "/livez").statusCode()).isEqualTo(200);
    assertThat(notified("p1")).contains(Result.UNKNOWN_EXCEPTION);
    outage.end();
    await().atMost(30, SECONDS).until(() -> ready().statusCode() == 200);
    assertThat(notified("p1")).contains(Result.SUCCESS);
    await().atMost(30, SECONDS).until(() -> backend.received().size() == 1);
  }

  @Test
  void doesNotWaitForEverForADatabaseThatFellSilent() {
    gateway.start();
    assertThat(notified("before")).contains(Result.SUCCESS);
    outage.silence();

    var answer = CompletableFuture.supplyAsync(() -> notified("meanwhile"));

    assertThat(answer).succeedsWithin(Duration.ofSeconds(25));
    assertThat(answer.join()).contains(Result.UNKNOWN_EXCEPTION);
    await().atMost(30, SECONDS).until(() -> ready().statusCode() == 503);
    outage.end();
    await().atMost(40, SECONDS).until(() -> ready().statusCode() == 200);
    assertThat(notified("meanwhile")).contains(Result.SUCCESS);
    await().atMost(60, SECONDS).until(() -> backend.received().size() == 2);
  }

  private Optional<Result> notified(String id) {
    return ResultBody.read(gateway.notified(NOTIFY, paid(id, "100")).body());
  }

  private HttpResponse<byte[]> ready() {
    return gateway.get(gateway.adminUrl() + "/readyz");
  }
}
