package io.plusgate.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.signature.TestKeys;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.FakeBackend;
import io.plusgate.system.TestGateway;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A gateway between two neighbours that say yes to everything, so that a hole shows as a 2xx. */
final class AttackedGateway implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SUCCESS =
      "{\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"ok\"}}";

  private final Vertx vertx = Vertx.vertx();
  final FakeBackend backend = new FakeBackend(vertx);
  final FakeAlipayPlus alipayPlus = new FakeAlipayPlus(vertx);
  final TestGateway gateway;

  AttackedGateway(Path folder, UnaryOperator<TestGateway> more) {
    backend.answers(200, "");
    alipayPlus.answersSigned(TestKeys.alipayPlusSigner(), TestGateway.CLIENT, SUCCESS);
    var plain =
        TestGateway.acqp(vertx, folder)
            .alipayPlus(alipayPlus.url())
            .backend(backend.url())
            .route(Door.NOTIFY, "notifyPayment", "/notifyPayment");
    gateway = more.apply(plain).start();
  }

  /** Waits until nobody is in any room: an attack that has ended holds no place of others. */
  void awaitEmptyRooms() {
    var end = Instant.now().plus(PATIENCE);
    List<String> taken;
    do {
      taken = takenRooms();
    } while (!taken.isEmpty() && Instant.now().isBefore(end));
    if (!taken.isEmpty()) {
      throw new AssertionError("still inside: " + taken);
    }
  }

  private List<String> takenRooms() {
    var scraped = new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8);
    var rooms = scraped.lines().filter(line -> line.startsWith("plusgate_room_inside{")).toList();
    if (rooms.isEmpty()) {
      throw new AssertionError("no rooms among the metrics");
    }
    return rooms.stream().filter(line -> !line.endsWith(" 0.0")).toList();
  }

  @Override
  public void close() {
    gateway.close();
    backend.close();
    alipayPlus.close();
    Waiting.on(vertx.close());
  }
}
