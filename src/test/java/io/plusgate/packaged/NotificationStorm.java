package io.plusgate.packaged;

import io.plusgate.packaged.NotificationSender.Ending;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Alipay+ with many connections: one notification after the other on each, sent again until it is
 * acknowledged, some of them twice at once and some once more afterwards; its own log says which
 * ones were acknowledged.
 */
final class NotificationStorm {
  final Set<String> sent = ConcurrentHashMap.newKeySet();
  final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  final AtomicInteger silences = new AtomicInteger();
  final AtomicInteger notNow = new AtomicInteger();
  final AtomicInteger wrong = new AtomicInteger();

  private static final int PAUSE_MILLIS = 15;
  private static final int PAUSE_AFTER_SILENCE_MILLIS = 150;

  private final Vertx vertx;
  private final NotificationSender sender;
  private final IntSupplier port;
  private final String prefix;
  private final Random random;
  private final AtomicInteger last = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * @param port which gateway to call next
   * @param prefix of all ids
   */
  NotificationStorm(Vertx vertx, IntSupplier port, String prefix, int callers, long seed) {
    this.vertx = vertx;
    this.sender = new NotificationSender(vertx, 2 * callers);
    this.port = port;
    this.prefix = prefix;
    this.random = new Random(seed);
    for (int caller = 0; caller < callers; caller++) {
      next();
    }
  }

  /** Nothing more is sent, not even what was not acknowledged. */
  void stop() {
    stopped = true;
  }

  private void next() {
    send(prefix + last.incrementAndGet());
  }

  private void send(String id) {
    if (stopped) {
      return;
    }
    sent.add(id);
    var first = sendOnce(id);
    var all = random.nextInt(10) == 0 ? Future.all(first, sendOnce(id)) : first;
    all.onComplete(tried -> later(pause(id), () -> carryOn(id)));
  }

  private int pause(String id) {
    return acknowledged.contains(id) ? PAUSE_MILLIS : PAUSE_AFTER_SILENCE_MILLIS;
  }

  private void carryOn(String id) {
    boolean again = !acknowledged.contains(id) || random.nextInt(20) == 0;
    if (again) {
      send(id);
    } else {
      next();
    }
  }

  private Future<Ending> sendOnce(String id) {
    return sender.send(port.getAsInt(), id).onSuccess(ending -> log(id, ending));
  }

  private void log(String id, Ending ending) {
    switch (ending) {
      case ACKNOWLEDGED -> acknowledged.add(id);
      case NOT_NOW -> notNow.incrementAndGet();
      case WRONG -> wrong.incrementAndGet();
      case SILENCE -> silences.incrementAndGet();
    }
  }

  private void later(int millis, Runnable action) {
    vertx.setTimer(1 + random.nextInt(2 * millis), now -> action.run());
  }
}
