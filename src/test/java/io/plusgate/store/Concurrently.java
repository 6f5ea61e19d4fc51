package io.plusgate.store;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The same thing from many threads at the same moment. */
final class Concurrently {
  private Concurrently() {}

  static void run(int threads, int times, Runnable action) throws InterruptedException {
    var start = new CountDownLatch(1);
    var running = new ArrayList<Thread>();
    for (int count = 0; count < threads; count++) {
      var thread = new Thread(() -> runWhen(start, times, action));
      thread.start();
      running.add(thread);
    }
    start.countDown();
    for (var thread : running) {
      thread.join(TimeUnit.SECONDS.toMillis(20));
    }
  }

  private static void runWhen(CountDownLatch start, int times, Runnable action) {
    try {
      start.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    for (int count = 0; count < times; count++) {
      action.run();
    }
  }
}
