package io.plusgate.metrics;

import java.time.Duration;

/**
 * How long the exchanges between two readings took, as far as the buckets tell: within one it is
 * taken as evenly spread, and what is beyond the last bucket counts as the last bound.
 *
 * @param upTo how many took at most each bound; the last element, how many there were
 */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
record Latencies(long[] upTo) {
  private static final double[] BOUNDS = bounds();

  static Latencies between(long[] earlier, long[] now) {
    long[] upTo = now.clone();
    for (int bucket = 0; bucket < earlier.length; bucket++) {
      upTo[bucket] -= earlier[bucket];
    }
    return new Latencies(upTo);
  }

  long count() {
    return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
  }

  /** In seconds; nothing took no time. */
  double quantile(double share) {
    double wanted = share * count();
    double below = 0;
    long before = 0;
    for (int bucket = 0; bucket < upTo.length - 1; bucket++) {
      if (upTo[bucket] > before && upTo[bucket] >= wanted) {
        double part = (wanted - before) / (upTo[bucket] - before);
        return below + part * (BOUNDS[bucket] - below);
      }
      before = upTo[bucket];
      below = BOUNDS[bucket];
    }
    return count() == 0 ? 0 : below;
  }

  private static double[] bounds() {
    Duration[] buckets = Meter.REQUEST.buckets();
    double[] seconds = new double[buckets.length];
    for (int bucket = 0; bucket < seconds.length; bucket++) {
      seconds[bucket] = buckets[bucket].toNanos() / 1e9;
    }
    return seconds;
  }
}
