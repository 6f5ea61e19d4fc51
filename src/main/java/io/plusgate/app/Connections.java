package io.plusgate.app;

import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.backend.BackendClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** The connections of one generation: they stay open for as long as one of its calls can run. */
final class Connections {
  /** Twice as long as any deadline can be configured; a refund is repeated within it. */
  private static final Duration LONGEST_USE = Duration.ofMinutes(4);

  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Queue<Function<Duration, Future<Void>>> open = new ConcurrentLinkedQueue<>();

  AlipayPlusClient keep(AlipayPlusClient client) {
    open.add(client::close);
    return client;
  }

  BackendClient keep(BackendClient client) {
    open.add(client::close);
    return client;
  }

  /** No new call begins on them. */
  void retire(Vertx vertx) {
    vertx.setTimer(
        LONGEST_USE.toMillis(),
        over -> open.forEach(close -> close.apply(GRACE).onFailure(gone -> {})));
  }
}
