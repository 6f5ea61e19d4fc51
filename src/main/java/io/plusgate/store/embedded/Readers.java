package io.plusgate.store.embedded;

import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Looks at committed rows beside the writer, on threads that may wait for the disk. */
final class Readers {
  private static final int THREADS = 2;
  private static final int WAITING = 4_096;

  private final Engine engine;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          task -> {
            var thread = new Thread(task, "plusgate-store-read");
            thread.setDaemon(true);
            return thread;
          });

  Readers(Engine engine) {
    this.engine = engine;
  }

  /** For what is no caller's context. */
  Executor executor() {
    return threads;
  }

  <T> Future<T> read(Function<Database, T> reader) {
    Caller<T> caller = Caller.current(Runnable::run);
    try {
      threads.execute(() -> answer(caller, reader));
    } catch (RejectedExecutionException full) {
      caller.fail(
          new StoreUnavailableException(
              "store.reads: " + WAITING + " waiting, or closed (expected: fewer, and open)"));
    }
    return caller.future();
  }

  private <T> void answer(Caller<T> caller, Function<Database, T> reader) {
    try {
      caller.answer(engine.read(reader));
    } catch (RuntimeException failed) {
      caller.fail(failed);
    }
  }

  void close() {
    threads.shutdown();
  }
}
