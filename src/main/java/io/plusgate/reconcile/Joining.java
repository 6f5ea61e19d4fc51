package io.plusgate.reconcile;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for what another thread does; what it threw is thrown here, as it was. */
public final class Joining {
  private Joining() {}

  /** Waits until it is done. */
  public static void end(CompletableFuture<Void> work) {
    try {
      work.join();
    } catch (CompletionException failed) {
      throw cause(failed);
    }
  }

  /** Waits for what it makes. */
  public static <T> T result(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException failed) {
      throw cause(failed);
    }
  }

  private static RuntimeException cause(CompletionException failed) {
    return failed.getCause() instanceof RuntimeException thrown ? thrown : failed;
  }
}
