package io.plusgate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** The series that exist: each is registered when it is first used, by the catalogue's words. */
final class Meters {
  /** Powers of two up to the largest batch. */
  private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

  private final MeterRegistry registry;
  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Series, Reading> gauges = new ConcurrentHashMap<>();

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  Timer timer(Meter meter, String... values) {
    return found(timers, new Series(meter, List.of(values)), this::newTimer);
  }

  Counter counter(Meter meter, String... values) {
    return found(counters, new Series(meter, List.of(values)), this::newCounter);
  }

  Reading gauge(Meter meter, String... values) {
    return found(gauges, new Series(meter, List.of(values)), this::newGauge);
  }

  /**
   * Looking first spares the lock that {@code computeIfAbsent} may take for a series that exists.
   */
  private static <T> T found(Map<Series, T> known, Series series, Function<Series, T> first) {
    T one = known.get(series);
    return one != null ? one : known.computeIfAbsent(series, first);
  }

  /** Sets all series of a meter, by their labels; one that is not told stands at nothing. */
  void setAll(Meter meter, Map<List<String>, Long> values) {
    values.forEach((labels, value) -> gauge(meter, labels.toArray(String[]::new)).is(value));
    gauges.forEach(
        (series, reading) -> {
          if (series.meter == meter && !values.containsKey(series.values)) {
            reading.is(0);
          }
        });
  }

  /** A gauge that is worked out when it is scraped. */
  void gauge(Meter meter, DoubleSupplier value, String... values) {
    Gauge.builder(meter.meter(), value, DoubleSupplier::getAsDouble)
        .description(meter.help())
        .tags(new Series(meter, List.of(values)).tags())
        .strongReference(true) // nobody else holds it: without this it ends as NaN
        .register(registry);
  }

  DistributionSummary summary(Meter meter) {
    return DistributionSummary.builder(meter.meter())
        .description(meter.help())
        .serviceLevelObjectives(BATCHES)
        .register(registry);
  }

  /** How often all series of a meter together were counted, of those whose first label is so. */
  long total(Meter meter, Predicate<String> firstLabel) {
    long sum = 0;
    for (var timer : timers.entrySet()) {
      sum += timer.getKey().isOf(meter, firstLabel) ? timer.getValue().count() : 0;
    }
    for (var counter : counters.entrySet()) {
      sum += counter.getKey().isOf(meter, firstLabel) ? (long) counter.getValue().count() : 0;
    }
    return sum;
  }

  /** All series of a timer that exist, with the values of their labels. */
  void eachTimer(Meter meter, BiConsumer<List<String>, Timer> look) {
    timers.forEach(
        (series, timer) -> {
          if (series.meter == meter) {
            look.accept(series.values, timer);
          }
        });
  }

  private Timer newTimer(Series series) {
    return Timer.builder(series.meter.meter())
        .description(series.meter.help())
        .tags(series.tags())
        .serviceLevelObjectives(series.meter.buckets())
        .register(registry);
  }

  private Counter newCounter(Series series) {
    return Counter.builder(series.meter.meter())
        .description(series.meter.help())
        .tags(series.tags())
        .register(registry);
  }

  private Reading newGauge(Series series) {
    var reading = new Reading();
    Gauge.builder(series.meter.meter(), reading, Reading::value)
        .description(series.meter.help())
        .tags(series.tags())
        .register(registry);
    return reading;
  }

  /** A number that a scrape may read at any time. */
  static final class Reading {
    private volatile double value;

    void is(double now) {
      value = now;
    }

    void is(long now) {
      value = (double) now;
    }

    private double value() {
      return value;
    }
  }

  private record Series(Meter meter, List<String> values) {
    Series {
      if (values.size() != meter.labels().size()) {
        throw new IllegalArgumentException(meter + " has the labels " + meter.labels());
      }
    }

    /** As a record's, which would be put together while the first series of a start are made. */
    @Override
    public int hashCode() {
      return 31 * meter.hashCode() + values.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Series that && meter == that.meter && values.equals(that.values);
    }

    boolean isOf(Meter other, Predicate<String> firstLabel) {
      return meter == other && firstLabel.test(values.get(0));
    }

    Tags tags() {
      var tags = Tags.empty();
      for (int label = 0; label < values.size(); label++) {
        tags = tags.and(meter.labels().get(label).key(), values.get(label));
      }
      return tags;
    }
  }
}
