package io.plusgate.store.embedded;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Who waits for an answer, and in which Vert.x context they want to hear it. */
final class Caller<T> {
  private final Promise<T> promise = Promise.promise();
  private final Executor executor;

  private Caller(Executor executor) {
    this.executor = executor;
  }

  /** The one who is calling right now; one without a context hears it {@code elsewhere}. */
  static <T> Caller<T> current(Executor elsewhere) {
    Context context = Vertx.currentContext();
    return new Caller<>(
        context == null ? elsewhere : task -> context.runOnContext(go -> task.run()));
  }

  Future<T> future() {
    return promise.future();
  }

  void answer(@Nullable T result) {
    tell(() -> promise.complete(result));
  }

  /** Has no effect on one who has heard already. */
  void fail(RuntimeException cause) {
    tell(() -> promise.tryFail(cause));
  }

  private void tell(Runnable ending) {
    try {
      executor.execute(ending);
    } catch (RejectedExecutionException callerIsGone) {
      ending.run();
    }
  }
}
