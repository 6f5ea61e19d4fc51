package io.plusgate.store.embedded;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What waits for the writer, in the order in which each caller put it.
 *
 * <p>An event loop hands over what came together in one of its turns: waking the writer for each
 * would cost a saturated gateway more than writing does, and it would sync the disk for each. A
 * loop that has nothing else to do hands over at once.
 */
final class Inbox<T> {
  private final int most;
  private final Consumer<T> tooLate;
  private final AtomicInteger size = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final ArrayDeque<T> waiting = new ArrayDeque<>();
  private boolean ending;
  private boolean closed;

  /** Of one event loop's turn. Not static: there is one per store, and its values hold no store. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<List<T>> turn = ThreadLocal.withInitial(ArrayList::new);

  /**
   * @param most so many at once
   * @param tooLate takes what comes after {@link #close}
   */
  Inbox(int most, Consumer<T> tooLate) {
    this.most = most;
    this.tooLate = tooLate;
  }

  /** False, and nothing done, when it is full. */
  boolean put(T item) {
    if (size.incrementAndGet() > most) {
      size.decrementAndGet();
      return false;
    }
    var context = Vertx.currentContext();
    if (context != null && Context.isOnEventLoopThread()) {
      var together = turn.get();
      together.add(item);
      if (together.size() == 1) {
        context.runOnContext(endOfTurn -> letWriterGo());
      }
    } else {
      handOver(List.of(item));
    }
    return true;
  }

  /**
   * On a processor that both share, the writer would only begin when this thread rests. What the
   * loop does next (a signature, mostly) can as well be done while the disk is at work.
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing but time depends on it
  private void letWriterGo() {
    handOver();
    Thread.yield();
  }

  /** What this thread has put, without waiting for the end of its turn. */
  void handOver() {
    var together = turn.get();
    turn.remove();
    handOver(together);
  }

  private void handOver(List<T> items) {
    lock.lock();
    try {
      if (!closed) {
        waiting.addAll(items);
        news.signal();
        return;
      }
    } finally {
      lock.unlock();
    }
    size.addAndGet(-items.size());
    items.forEach(tooLate);
  }

  /**
   * Waits until there is something, for so long at most, and moves so much at most; false once it
   * has ended and there is nothing more.
   */
  boolean take(List<T> into, int limit, long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (waiting.isEmpty() && !ending && left > 0) {
        left = news.awaitNanos(left);
      }
      move(into, limit);
      return !into.isEmpty() || !ending;
    } catch (InterruptedException looksOnce) {
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody waits any more for something to come. */
  void end() {
    handOver();
    lock.lock();
    try {
      ending = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more; what nobody has taken is too late. */
  void close() {
    var left = new ArrayList<T>();
    lock.lock();
    try {
      closed = true;
      move(left, Integer.MAX_VALUE);
    } finally {
      lock.unlock();
    }
    left.forEach(tooLate);
  }

  private void move(List<T> into, int limit) {
    while (!waiting.isEmpty() && into.size() < limit) {
      into.add(waiting.remove());
      size.decrementAndGet();
    }
  }
}
