package io.plusgate.http;

import io.plusgate.metrics.LimitMetrics;
import io.plusgate.metrics.Room;
import io.plusgate.metrics.TurnedAway;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who may still come in: knows what is in flight, keeps it under a limit, and once closed lets what
 * is in flight finish. Safe from any thread.
 */
public final class Admission {
  private final Room room;
  private volatile int limit;
  private final BodyBudget bodies;
  private final LimitMetrics metrics;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Visit> inside = ConcurrentHashMap.newKeySet();
  private final Promise<Void> idle = Promise.promise();
  private volatile boolean closed;

  /**
   * @param bodies what the bodies of this side may weigh, in this room and in others
   */
  public Admission(Room room, int limit, BodyBudget bodies, LimitMetrics metrics) {
    this.room = room;
    this.limit = limit;
    this.bodies = bodies;
    this.metrics = metrics;
    metrics.room(room, () -> this.limit, count::get);
  }

  /** One call that is in; it leaves when it has ended. */
  public final class Visit {
    private final String api;
    private final Duration deadline;
    private long bytes;
    private boolean over;

    private Visit(String api, Duration deadline) {
      this.api = api;
      this.deadline = deadline;
    }

    /** Whether its body may grow by so much; counted until it leaves. */
    synchronized boolean grow(int more) {
      if (over) {
        return false;
      }
      if (!bodies.take(more)) {
        turnedAway(TurnedAway.BODIES);
        return false;
      }
      bytes += more;
      return true;
    }

    /** It was in, but is told that it is too much all the same. */
    public void turnedAway(TurnedAway why) {
      metrics.turnedAway(room, why);
    }

    public synchronized void leave() {
      if (!over) {
        over = true;
        bodies.give(bytes);
        inside.remove(this);
        out();
      }
    }
  }

  /**
   * Lets one more in, if there is room and we are open.
   *
   * @param deadline how long it can take at most, for whoever waits for its end
   */
  public Optional<Visit> enter(String api, Duration deadline) {
    int now = count.incrementAndGet();
    if (closed || now > limit) {
      out();
      metrics.turnedAway(room, closed ? TurnedAway.DRAINING : TurnedAway.FULL);
      return Optional.empty();
    }
    var visit = new Visit(api, deadline);
    inside.add(visit);
    return Optional.of(visit);
  }

  /** From now on; who is in stays in. */
  public void limit(int next) {
    limit = next;
  }

  public boolean isClosed() {
    return closed;
  }

  public int inFlight() {
    return count.get();
  }

  /** What is in flight, by API. */
  public Map<String, Integer> byApi() {
    Map<String, Integer> calls = new TreeMap<>();
    inside.forEach(visit -> calls.merge(visit.api, 1, Integer::sum));
    return calls;
  }

  /** No call in flight can take longer than this from now; zero when there is none. */
  public Duration longest() {
    return inside.stream()
        .map(visit -> visit.deadline)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Lets nobody in any more; the future completes when the last one in flight has left. */
  public Future<Void> close() {
    closed = true;
    if (count.get() == 0) {
      idle.tryComplete();
    }
    return idle.future();
  }

  private void out() {
    if (count.decrementAndGet() == 0 && closed) {
      idle.tryComplete();
    }
  }
}
