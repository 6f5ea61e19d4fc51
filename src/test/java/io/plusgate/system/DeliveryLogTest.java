package io.plusgate.system;

import static io.plusgate.system.ScriptedAlipayPlus.paid;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.plusgate.http.AccessLog;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Each attempt to tell the backend is one line, of named fields only. */
class DeliveryLogTest {
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final Logger ACCESS = (Logger) LoggerFactory.getLogger(AccessLog.LOGGER);

  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Vertx vertx;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = new FakeBackend(vertx);
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    ACCESS.addAppender(lines);
    gateway =
        TestGateway.acqp(vertx, folder)
            .backend(backend.url())
            .route(NOTIFY, "notifyPayment", "/notifyPayment")
            .with("delivery: { retry: [200ms] }")
            .start();
  }

  @AfterEach
  void stop() {
    ACCESS.detachAppender(lines);
    gateway.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void saysHowEachAttemptWentAndNothingOfWhatWasDelivered() {
    backend.answers(500, "the backend's own words");
    gateway.notified(NOTIFY, paid("p1", "100"));
    await().atMost(30, SECONDS).until(() -> !attempts().isEmpty());
    backend.answers(200, "");
    await().atMost(30, SECONDS).until(() -> last().getString("verdict").equals("done"));

    var first = attempts().get(0);
    assertThat(first.getString("note")).isEqualTo("HTTP 500");
    assertThat(first.getString("verdict")).isEqualTo("retry");
    assertThat(first.getString("paymentRequestId")).isEqualTo("p1");
    assertThat(first.getString("webhookId")).isEqualTo(last().getString("webhookId"));
    assertThat(first.fieldNames())
        .containsExactly(
            "time",
            "message",
            "webhookId",
            "event",
            "api",
            "clientId",
            "paymentRequestId",
            "attempt",
            "verdict",
            "note",
            "nextAt",
            "totalMs");
    assertThat(last().getInteger("attempt")).isEqualTo(attempts().size());
    assertThat(lines.list)
        .noneMatch(line -> line.getFormattedMessage().contains("the backend's own words"));
  }

  private JsonObject last() {
    return attempts().get(attempts().size() - 1);
  }

  private List<JsonObject> attempts() {
    return lines.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains("\"message\":\"delivery\""))
        .map(JsonObject::new)
        .toList();
  }
}
