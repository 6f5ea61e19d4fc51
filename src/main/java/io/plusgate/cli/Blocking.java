package io.plusgate.cli;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Lets a command's own thread wait for a future. Never called on an event loop. */
final class Blocking {
  private Blocking() {}

  /** The future failed; the message is for the person who typed the command. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(@Nullable Throwable cause) {
      super(message(cause), cause);
    }

    private static String message(@Nullable Throwable cause) {
      String message = cause == null ? null : cause.getMessage();
      return message == null ? String.valueOf(cause) : message;
    }
  }

  static <T> T await(Future<T> future) throws FailedException, InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failed) {
      throw new FailedException(failed.getCause());
    }
  }

  /** The same for what the command can't do without: it ends where that can't be reached. */
  @CanIgnoreReturnValue
  static <T> T reach(Future<T> future) {
    try {
      return await(future);
    } catch (FailedException failed) {
      throw ExitException.unreachable(String.valueOf(failed.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ExitException.unreachable("interrupted");
    }
  }
}
