package io.plusgate.rehearse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.ExecutionException;

/** Waiting on the rehearsal's own thread; never on an event loop. */
final class Waiting {
  private static final long MOMENT_MILLIS = 50;

  private final Vertx vertx;

  Waiting(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The result of a future; what it fails with is ours, so it is thrown. */
  @CanIgnoreReturnValue
  static <T> T on(Future<T> future) throws InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  /** Until it is worth looking again. */
  void moment() throws InterruptedException {
    on(vertx.timer(MOMENT_MILLIS).map(over -> true));
  }
}
