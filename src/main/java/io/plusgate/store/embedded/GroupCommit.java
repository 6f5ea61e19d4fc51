package io.plusgate.store.embedded;

import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer: takes all transactions that are waiting, runs them in order, puts what they wrote
 * on disk with one synced write, and only then lets their futures complete. A batch that may follow
 * is synced with the next one, or a little later.
 */
final class GroupCommit {
  /** Beyond it callers are refused at once: a disk this slow must not eat the heap as well. */
  private static final int WAITING = 16_384;

  private static final int BATCH = 512;

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  private final Engine engine;
  private final Executor elsewhere;
  private final Runnable ending;
  private final Inbox<Pending<?>> waiting =
      new Inbox<>(WAITING, late -> late.fail(alreadyClosed()));
  private final DiskDebt debt = new DiskDebt(System::nanoTime);
  private final Promise<Void> closed = Promise.promise();
  private final Thread writer = new Thread(this::write, "plusgate-store-write");
  private volatile IntConsumer watcher = size -> {};

  /** Futures of callers without a Vert.x context complete on {@code elsewhere}. */
  GroupCommit(Engine engine, Executor elsewhere) {
    this(engine, elsewhere, engine::close);
  }

  /**
   * @param ending closes the engine
   */
  GroupCommit(Engine engine, Executor elsewhere, Runnable ending) {
    this.engine = engine;
    this.elsewhere = elsewhere;
    this.ending = ending;
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * The future completes in the caller's context, after the transaction is on disk, or, if it said
   * that it {@link Transaction#mayFollow}, after it is written.
   */
  <T> Future<T> submit(Function<Transaction, T> work) {
    var pending = new Pending<T>(work, Caller.current(elsewhere));
    if (!waiting.put(pending)) {
      return Future.failedFuture(
          new StoreUnavailableException(
              "store.waiting: " + WAITING + " transactions (expected: fewer; is the disk slow?)"));
    }
    return pending.caller.future();
  }

  /** Calls the watcher with the size of each batch that is committed. */
  void watch(IntConsumer batches) {
    watcher = batches;
  }

  /** Whether all that was kept is on disk, what may follow included. */
  boolean owesNothing() {
    return !debt.exists();
  }

  /**
   * Finishes what is waiting, then stops the writer and closes the engine; fails when it can't.
   * What was acknowledged is on disk all the same.
   */
  Future<Void> close() {
    waiting.end();
    return closed.future();
  }

  private void write() {
    var batch = new ArrayList<Pending<?>>(BATCH);
    var end = writeUntilClosed(batch);
    batch.forEach(late -> late.fail(alreadyClosed()));
    waiting.close();
    end.onComplete(closed);
  }

  /** Nobody may wait for ever for a writer that is gone, whatever ended it. */
  private Future<Void> writeUntilClosed(List<Pending<?>> batch) {
    try {
      while (waiting.take(batch, BATCH, debt.leftNanos())) {
        commit(batch);
        batch.clear();
      }
      ending.run();
      return Future.succeededFuture();
    } catch (RuntimeException | Error broken) {
      return Future.failedFuture(broken);
    }
  }

  /** One without transactions comes when nothing else does, and what may follow is due. */
  private void commit(List<Pending<?>> batch) {
    try {
      var transaction = new Transaction(engine.forWriting());
      batch.forEach(pending -> pending.run(transaction));
      transaction.commit(debt);
    } catch (RuntimeException | Error failed) {
      // An error too: of a class that can't be loaded any more, the next batch may have no need.
      engine.giveUp();
      debt.forget();
      fail(batch, unavailable(failed));
      return;
    }
    if (!batch.isEmpty()) {
      watcher.accept(batch.size());
      batch.forEach(Pending::complete);
    }
  }

  private static void fail(List<Pending<?>> batch, StoreUnavailableException told) {
    if (batch.isEmpty()) {
      LOG.warn("the disk did not take what may follow reason={}", told.getMessage());
    }
    batch.forEach(pending -> pending.fail(told));
  }

  private static StoreUnavailableException alreadyClosed() {
    return new StoreUnavailableException("store: closed (expected: open)");
  }

  private static StoreUnavailableException unavailable(Throwable failed) {
    return failed instanceof StoreUnavailableException already
        ? already
        : new StoreUnavailableException("store.write: " + failed, failed);
  }

  /** One transaction that waits for its turn, and then for the disk. */
  private static final class Pending<T> {
    private final Function<Transaction, T> work;
    private final Caller<T> caller;
    private @Nullable T result;
    private @Nullable RuntimeException failure;

    Pending(Function<Transaction, T> work, Caller<T> caller) {
      this.work = work;
      this.caller = caller;
    }

    /** A broken row fails its own transaction only; a broken store fails the batch. */
    void run(Transaction transaction) {
      try {
        result = work.apply(transaction);
        transaction.keep();
      } catch (StoreUnavailableException down) {
        throw down;
      } catch (RuntimeException broken) {
        transaction.forget();
        failure = broken;
      }
    }

    void complete() {
      if (failure != null) {
        fail(failure);
      } else {
        caller.answer(result);
      }
    }

    void fail(RuntimeException cause) {
      caller.fail(cause);
    }
  }
}
