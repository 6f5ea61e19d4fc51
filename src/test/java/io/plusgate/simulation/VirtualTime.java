package io.plusgate.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/** Time that passes only from one thing that happens to the next; nothing waits for it. */
final class VirtualTime implements InstantSource {
  private final Instant start;
  private final PriorityQueue<Happening> ahead = new PriorityQueue<>();
  private long nanos;
  private long count;

  VirtualTime(Instant start) {
    this.start = start;
  }

  /** What happens at one moment; of two at the same moment, what was arranged first. */
  private record Happening(long at, long number, Runnable what) implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      int times = Long.compare(at, other.at);
      return times != 0 ? times : Long.compare(number, other.number);
    }
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos / 1_000 * 1_000);
  }

  /** Since the start. */
  long nanos() {
    return nanos;
  }

  Duration passed() {
    return Duration.ofNanos(nanos);
  }

  void in(Duration wait, Runnable what) {
    ahead.add(new Happening(nanos + Math.max(0, wait.toNanos()), count++, what));
  }

  /** Lets everything happen that happens until then. */
  void pass(Duration until) {
    while (!ahead.isEmpty() && ahead.peek().at <= until.toNanos()) {
      var next = ahead.remove();
      nanos = next.at;
      next.what.run();
    }
  }
}
