package io.plusgate.cli;

import static io.plusgate.cli.Typed.plusgate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.store.StoreEngine;
import io.plusgate.system.TestGateway;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said to a store that came back by other means than ours. */
class StoreRestoredTest {
  @TempDir private Path place;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    Waiting.on(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(StoreEngine.class)
  void keepsTheNextGatewayUnreadyUntilItHasAsked(StoreEngine engine) throws IOException {
    var store = engine.yaml();
    try (var gateway = gateway(store).start()) {
      gateway.post("/aps/api/v1/payments/pay", "{\"paymentRequestId\":\"p1\"}");
    }
    Files.writeString(place.resolve("since.txt"), "p1\np2\n");

    var told =
        plusgate(
            "store",
            "restored",
            "-c",
            config(),
            "--payments",
            place.resolve("since.txt"),
            "--output",
            "json");

    assertThat(told.err()).isEmpty();
    assertThat(told.code()).isZero();
    assertThat(told.json().getLong("toAsk")).isEqualTo(2);
    try (var gateway = gateway(store).start()) {
      var readiness = new String(gateway.get(gateway.adminUrl() + "/readyz").body(), UTF_8);
      assertThat(readiness)
          .isEqualTo(
              "not ready\ncatching up: 2 of 2 restored payments are not answered by Alipay+ yet\n");
    }
  }

  @Test
  void makesNoStoreWhereNoneIs() throws IOException {
    gateway("store: { type: embedded, path: other }").start().close();
    gateway("store: { type: embedded, path: data }").rewrite();

    var told = plusgate("store", "restored", "-c", config());

    assertThat(told.code()).isEqualTo(2);
    assertThat(told.err()).contains("no store is there");
    assertThat(place.resolve("data")).doesNotExist();
  }

  @Test
  void saysThatNoDatabaseAnswers() throws IOException {
    gateway("store: { type: embedded, path: other }").start().close();
    gateway("store: { type: postgresql, uri: \"postgresql://nobody@127.0.0.1:1/none\" }").rewrite();

    var told = plusgate("store", "restored", "-c", config());
    var restored = plusgate("store", "restore", place, "-c", config());

    assertThat(told.code()).isEqualTo(3);
    assertThat(restored.code()).isEqualTo(2);
    assertThat(restored.err()).contains("plusgate store restored");
  }

  /** Nobody is where Alipay+ would be. */
  private TestGateway gateway(String store) {
    return TestGateway.acqp(vertx, place)
        .route("/alipayplus/notifyPayment", "notifyPayment", "/notifyPayment")
        .with(store)
        .with("deadlines: { pay: 300ms, inquiryPayment: 300ms }");
  }

  private Path config() throws IOException {
    return RestoreSite.commandsConfig(place);
  }
}
