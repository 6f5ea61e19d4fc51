package io.plusgate.store.postgres;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** Who waits for an answer, and hears it in the Vert.x context they asked from. */
final class Caller<T> {
  private final Promise<T> promise = Promise.promise();
  private final @Nullable Context context = Vertx.currentContext();

  Future<T> future() {
    return promise.future();
  }

  void answer(@Nullable T result) {
    tell(() -> promise.complete(result));
  }

  void fail(Throwable cause) {
    tell(() -> promise.fail(cause));
  }

  private void tell(Runnable ending) {
    if (context == null || context == Vertx.currentContext()) {
      ending.run();
    } else {
      context.runOnContext(go -> ending.run());
    }
  }
}
