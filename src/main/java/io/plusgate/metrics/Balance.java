package io.plusgate.metrics;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Double-entry book-keeping of the flows: what came in is counted at the door, what went out by the
 * counters of its outcomes, and two minutes later the one must be in the other.
 *
 * <p>An exchange that a bug of ours lets drop would otherwise show nowhere.
 */
final class Balance {
  /** Longer than the longest call, delivery and write together. */
  private static final long LONGEST = Duration.ofMinutes(2).toNanos();

  private static final long BETWEEN_MARKS = Duration.ofSeconds(2).toNanos();

  private final Map<Flow, Account> accounts = new EnumMap<>(Flow.class);

  Balance(Meters meters, LongSupplier nanos) {
    for (var flow : Flow.values()) {
      var account = new Account(flow, meters, nanos);
      accounts.put(flow, account);
      meters.gauge(Meter.IN_FLIGHT, account::inFlight, flow.label());
      meters.gauge(Meter.IMBALANCE, account::imbalance, flow.label());
    }
  }

  void entered(Flow flow) {
    Objects.requireNonNull(accounts.get(flow)).door.increment();
  }

  /** Remembers what has come in by now; to be called every few seconds. */
  void mark() {
    accounts.values().forEach(Account::mark);
  }

  /** The book of one flow. */
  private static final class Account {
    private final Flow flow;
    private final Meters meters;
    private final LongSupplier nanos;
    private final Counter door;
    private final Deque<Mark> marks = new ArrayDeque<>();

    Account(Flow flow, Meters meters, LongSupplier nanos) {
      this.flow = flow;
      this.meters = meters;
      this.nanos = nanos;
      this.door = meters.counter(Meter.ENTERED, flow.label());
    }

    /** Keeps one mark that is old enough, and all that will be. */
    synchronized void mark() {
      long now = nanos.getAsLong();
      if (marks.isEmpty() || now - marks.getLast().nanos() >= BETWEEN_MARKS) {
        marks.addLast(new Mark(now, entered()));
      }
      var oldest = marks.removeFirst();
      while (!marks.isEmpty() && now - marks.getFirst().nanos() >= LONGEST) {
        oldest = marks.removeFirst();
      }
      marks.addFirst(oldest);
    }

    /** What is lost is positive, what went out twice is negative. */
    synchronized long imbalance() {
      long left = flow.left(meters); // read first: what comes in meanwhile must not look doubled
      long twice = left - entered();
      if (twice > 0) {
        return -twice;
      }
      var oldest = marks.peekFirst();
      boolean isOldEnough = oldest != null && nanos.getAsLong() - oldest.nanos() >= LONGEST;
      return isOldEnough ? Math.max(0, Objects.requireNonNull(oldest).entered() - left) : 0;
    }

    long inFlight() {
      long left = flow.left(meters);
      return Math.max(0, entered() - left);
    }

    private long entered() {
      return (long) door.count();
    }
  }

  /** How much had come in at a time. */
  private record Mark(long nanos, long entered) {}
}
