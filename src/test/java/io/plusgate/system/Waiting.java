package io.plusgate.system;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits in a test thread for what happens on event loops, with a limit. */
public final class Waiting {
  private Waiting() {}

  @CanIgnoreReturnValue
  public static <T> T on(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    } catch (ExecutionException failed) {
      throw new AssertionError("future failed: " + failed.getCause(), failed);
    } catch (TimeoutException late) {
      throw new AssertionError("future not complete after 60 s", late);
    }
  }
}
