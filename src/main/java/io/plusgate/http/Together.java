package io.plusgate.http;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What one turn of an event loop brings, done when the turn ends: the first step of each, then the
 * second of each, in the order in which they came.
 *
 * <p>A signature takes longer than a neighbour needs to fall asleep. With one of them before each
 * write, a busy loop wakes somebody with every write and finds every cache cold; signed one after
 * another and then written one after another, a call costs a twentieth less (decision 105). A turn
 * that brings one does it without waiting for a second.
 *
 * <p>Belongs to one event loop.
 *
 * @param <T> what is done in two steps
 */
public final class Together<T extends Together.TwoSteps> {
  /** So many, then the loop looks at what else there is. */
  static final int MOST = 16;

  private final Vertx vertx;
  private final Deque<T> waiting = new ArrayDeque<>();

  public Together(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Something that is done in two steps. */
  public interface TwoSteps {
    void first();

    /** Comes once after {@link #first}, unless that has failed. */
    void second();

    /** One of the steps threw this; the others do not notice. */
    void failed(RuntimeException why);
  }

  /** Does both steps, this turn or one of the next. */
  public void add(T item) {
    waiting.add(item);
    if (waiting.size() == 1) {
      atTheEndOfTheTurn();
    }
  }

  private void atTheEndOfTheTurn() {
    vertx.runOnContext(end -> take());
  }

  private void take() {
    List<T> batch = new ArrayList<>(Math.min(waiting.size(), MOST));
    while (batch.size() < MOST && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    if (!waiting.isEmpty()) {
      atTheEndOfTheTurn();
    }
    batch.removeIf(item -> !done(item, item::first));
    batch.forEach(item -> done(item, item::second));
  }

  @CanIgnoreReturnValue
  private static boolean done(TwoSteps item, Runnable step) {
    try {
      step.run();
      return true;
    } catch (RuntimeException why) {
      item.failed(why);
      return false;
    }
  }
}
