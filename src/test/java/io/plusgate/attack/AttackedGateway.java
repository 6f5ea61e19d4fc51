package io.plusgate.attack;

import io.plusgate.signature.TestKeys;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.FakeBackend;
import io.plusgate.system.TestGateway;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A gateway between two neighbours that say yes to everything, so that a hole shows as a 2xx. */
final class AttackedGateway implements AutoCloseable {
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

  @Override
  public void close() {
    gateway.close();
    backend.close();
    alipayPlus.close();
    Waiting.on(vertx.close());
  }
}
