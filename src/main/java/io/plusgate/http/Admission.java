package io.plusgate.http;

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
  private volatile int limit;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Visit> inside = ConcurrentHashMap.newKeySet();
  private final Promise<Void> idle = Promise.promise();
  private volatile boolean closed;

  public Admission(int limit) {
    this.limit = limit;
  }

  /** One call that is in; it leaves when it has ended. */
  public final class Visit {
    private final String api;
    private final Duration deadline;

    private Visit(String api, Duration deadline) {
      this.api = api;
      this.deadline = deadline;
    }

    public void leave() {
      if (inside.remove(this)) {
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
