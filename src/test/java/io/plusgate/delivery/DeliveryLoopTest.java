package io.plusgate.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.backend.BackendClient;
import io.plusgate.config.BackendConfig;
import io.plusgate.config.DeliveryConfig;
import io.plusgate.config.RouteConfig;
import io.plusgate.http.AccessLog;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.store.ClaimedDelivery;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Lease;
import io.plusgate.store.Payload;
import io.plusgate.store.Recipient;
import io.plusgate.store.Store;
import io.plusgate.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What throws instead of failing is a failure all the same: the loop goes on. */
class DeliveryLoopTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Supplier<Future<List<ClaimedDelivery>>>> claims =
      new ConcurrentLinkedQueue<>();
  private final Queue<String> finished = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean clockThrows = new AtomicBoolean();
  private final DeliveryLoop loop = loop();

  @BeforeEach
  void firstAClaimThatThrows() {
    claims.add(
        () -> {
          throw new IllegalStateException("broken claim");
        });
  }

  @AfterEach
  void close() throws Exception {
    finish(vertx.close());
  }

  @Test
  void looksAgainAfterAClaimThatThrew() {
    claims.add(() -> Future.succeededFuture(List.of(claimed("sound"))));

    loop.start();

    await().atMost(30, SECONDS).untilAsserted(() -> assertThat(finished).contains("sound"));
  }

  @Test
  void endsAnAttemptThatThrewAndBeginsTheOthers() throws Exception {
    claims.clear();
    claims.add(
        () -> {
          clockThrows.set(true);
          return Future.succeededFuture(List.of(claimed("broken"), claimed("sound")));
        });

    loop.start();

    await().atMost(30, SECONDS).untilAsserted(() -> assertThat(finished).containsExactly("sound"));
    finish(loop.stop());
  }

  /** Nobody listens at the backend's address: an attempt ends soon, with a verdict. */
  private DeliveryLoop loop() {
    var backend =
        BackendConfig.of(
            URI.create("http://127.0.0.1:1"),
            List.of(RouteConfig.of("/notify", "notifyPayment", "/notify")));
    var metrics = new GatewayMetrics();
    return new DeliveryLoop(
        vertx,
        vertx.getOrCreateContext(),
        store(),
        new BackendClient(vertx, backend, 65_536),
        backend,
        DeliveryConfig.defaults(),
        metrics,
        new AccessLog(metrics, Tracing.off(), Clock.systemUTC()),
        Tracing.off(),
        this::now,
        "test");
  }

  /** Every attempt asks for the time before it does anything that could fail. */
  private Instant now() {
    if (clockThrows.getAndSet(false)) {
      throw new IllegalStateException("broken attempt");
    }
    return Instant.now();
  }

  private Store store() {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "claimDeliveries" -> nextClaim();
                  case "finishDelivery" -> {
                    finished.add(((Lease) arguments[0]).webhookId());
                    yield Future.succeededFuture(true);
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Future<List<ClaimedDelivery>> nextClaim() {
    var next = claims.poll();
    return next == null ? Future.succeededFuture(List.of()) : next.get();
  }

  private static ClaimedDelivery claimed(String webhookId) {
    var delivery =
        new Delivery(
            webhookId,
            Recipient.BACKEND,
            "client",
            "notifyPayment",
            "payment.succeeded",
            "notifyPayment",
            Optional.empty(),
            NOON,
            DeliveryState.WAITING,
            1,
            NOON,
            "",
            false);
    return new ClaimedDelivery(
        delivery, Payload.unknown(), new Lease(webhookId, "test", 1, NOON.plusSeconds(60)));
  }

  private static void finish(Future<Void> ending) throws Exception {
    ending.toCompletionStage().toCompletableFuture().get(30, SECONDS);
  }
}
