package io.plusgate.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last ten minutes of the exchanges, for whoever looks without a Prometheus: per direction and
 * API, every five seconds, how many there were, whose the bad ones were, and how long they took.
 *
 * <p>A bounded ring; nothing is measured for it that is not measured anyway.
 */
public final class RecentTraffic {
  /** How many moments are remembered. */
  public static final int MOMENTS = 120;

  /** The time between two moments. */
  public static final Duration EVERY = Duration.ofSeconds(5);

  private final Meters meters;
  private final Map<Name, Ring> rings = new TreeMap<>();
  private long last;

  RecentTraffic(Meters meters) {
    this.meters = meters;
  }

  /** Takes one moment; to be called every {@link #EVERY}. */
  synchronized void take() {
    last++;
    Map<Name, Sums> now = new TreeMap<>();
    meters.eachTimer(Meter.REQUEST, (labels, timer) -> add(now, labels, timer));
    now.forEach((name, sums) -> ring(name).turnTo(sums));
  }

  /** The number of the last moment, from one on; zero before the first. */
  public synchronized long last() {
    return last;
  }

  /** All series that ever had an exchange, the moments of each from the oldest to the last. */
  public synchronized List<Series> series(int moments) {
    List<Series> all = new ArrayList<>();
    rings.forEach((name, ring) -> all.add(ring.series(name, Math.min(moments, MOMENTS))));
    return all;
  }

  private Ring ring(Name name) {
    return rings.computeIfAbsent(name, first -> new Ring());
  }

  private static void add(Map<Name, Sums> now, List<String> labels, Timer timer) {
    var reading = RequestReading.of(labels.get(0), labels.get(1), labels.get(2), timer);
    var name = new Name(reading.direction(), reading.api());
    now.computeIfAbsent(name, first -> new Sums()).add(reading);
  }

  private record Name(String direction, String api) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int byDirection = other.direction.compareTo(direction); // outbound first
      return byDirection != 0 ? byDirection : api.compareTo(other.api);
    }
  }

  /** What one API did in five seconds. */
  public record Moment(
      long requests,
      long alipayPlus,
      long backend,
      long gateway,
      double p50,
      double p95,
      double p99) {
    static final Moment NOTHING = new Moment(0, 0, 0, 0, 0, 0, 0);

    public long bad() {
      return alipayPlus + backend + gateway;
    }
  }

  /** One API in one direction, the oldest moment first. */
  public record Series(String direction, String api, List<Moment> moments) {
    public Series {
      moments = List.copyOf(moments);
    }
  }

  /** Since the start, all outcomes of one API together. */
  private static final class Sums {
    private final Map<Blame, Long> byBlame = new EnumMap<>(Blame.class);
    private long[] upTo = {};

    void add(RequestReading reading) {
      var blame = Blame.of(reading.direction(), reading.outcome());
      byBlame.merge(blame, reading.count(), Long::sum);
      upTo = upTo.length == 0 ? new long[reading.upTo().length] : upTo;
      for (int bucket = 0; bucket < upTo.length; bucket++) {
        upTo[bucket] += reading.upTo()[bucket];
      }
    }

    long of(Blame blame) {
      return byBlame.getOrDefault(blame, 0L);
    }
  }

  /** The moments of one API, the last one at the end. */
  private static final class Ring {
    private final Moment[] moments = new Moment[MOMENTS];
    private Sums before = new Sums();

    Ring() {
      Arrays.fill(moments, Moment.NOTHING);
    }

    void turnTo(Sums now) {
      System.arraycopy(moments, 1, moments, 0, MOMENTS - 1);
      moments[MOMENTS - 1] = between(before, now);
      before = now;
    }

    Series series(Name name, int count) {
      var last = Arrays.asList(moments).subList(MOMENTS - count, MOMENTS);
      return new Series(name.direction, name.api, last);
    }

    private Moment between(Sums earlier, Sums now) {
      var latencies = Latencies.between(earlier.upTo, now.upTo);
      return new Moment(
          latencies.count(),
          now.of(Blame.ALIPAY_PLUS) - earlier.of(Blame.ALIPAY_PLUS),
          now.of(Blame.BACKEND) - earlier.of(Blame.BACKEND),
          now.of(Blame.GATEWAY) - earlier.of(Blame.GATEWAY),
          latencies.quantile(0.5),
          latencies.quantile(0.95),
          latencies.quantile(0.99));
    }
  }
}
