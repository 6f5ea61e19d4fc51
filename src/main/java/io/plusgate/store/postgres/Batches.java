package io.plusgate.store.postgres;

import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Calls of one kind, written together: while some are under way the others wait, and then go as one
 * transaction.
 */
final class Batches<W, R> {
  /** Beyond it callers are refused at once: a slow database must not eat the heap as well. */
  private static final int WAITING = 16_384;

  private static final int AT_ONCE = 256;
  private static final int RUNNING = 2;

  private final Context context;
  private final Function<List<W>, Future<List<R>>> write;
  private final IntConsumer watcher;
  private final ConcurrentLinkedQueue<Waiting<W, R>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Promise<Void> closed = Promise.promise();
  private volatile boolean closing;

  /** Touched in the context only. */
  private int running;

  /**
   * @param write gives one result for each call, in order
   * @param watcher is told how many calls were written together
   */
  Batches(Context context, Function<List<W>, Future<List<R>>> write, IntConsumer watcher) {
    this.context = context;
    this.write = write;
    this.watcher = watcher;
  }

  Future<R> submit(W work) {
    if (closing) {
      return refused("store: closed (expected: open)");
    }
    if (waiting.incrementAndGet() > WAITING) {
      waiting.decrementAndGet();
      return refused(
          "store.waiting: " + WAITING + " calls (expected: fewer; is the database slow?)");
    }
    var call = new Waiting<W, R>(work, new Caller<>());
    queue.add(call);
    context.runOnContext(go -> startNext());
    return call.caller.future();
  }

  /** Completes when nothing is under way any more. */
  Future<Void> close() {
    closing = true;
    context.runOnContext(go -> startNext());
    return closed.future();
  }

  private void startNext() {
    while (running < RUNNING && !queue.isEmpty()) {
      start();
    }
    if (closing && running == 0 && queue.isEmpty()) {
      closed.tryComplete();
    }
  }

  private void start() {
    var batch = new ArrayList<Waiting<W, R>>();
    for (var next = queue.poll();
        next != null;
        next = batch.size() < AT_ONCE ? queue.poll() : null) {
      batch.add(next);
    }
    waiting.addAndGet(-batch.size());
    running++;
    write(batch)
        .onComplete(
            over -> {
              running--;
              startNext();
            });
  }

  private Future<Void> write(List<Waiting<W, R>> batch) {
    return Future.succeededFuture(batch.stream().map(Waiting::work).toList())
        .compose(write)
        .onSuccess(results -> answer(batch, results))
        .<Void>mapEmpty()
        .recover(failed -> failed(batch, failed));
  }

  /** One that can't be kept fails alone; the others are written without it. */
  private Future<Void> failed(List<Waiting<W, R>> batch, Throwable failed) {
    if (batch.size() == 1 || !Trouble.isOfOneCall(failed)) {
      batch.forEach(call -> call.caller.fail(Trouble.told(failed)));
      return Future.succeededFuture();
    }
    Future<Void> one = Future.succeededFuture();
    for (var call : batch) {
      one = one.compose(before -> write(List.of(call)));
    }
    return one;
  }

  private void answer(List<Waiting<W, R>> batch, List<R> results) {
    watcher.accept(batch.size());
    for (int place = 0; place < batch.size(); place++) {
      batch.get(place).caller.answer(results.get(place));
    }
  }

  private static <R> Future<R> refused(String why) {
    return Future.failedFuture(new StoreUnavailableException(why));
  }

  private record Waiting<W, R>(W work, Caller<R> caller) {}
}
