package io.plusgate.metrics;

import io.micrometer.core.instrument.Timer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What one series of {@link Meter#REQUEST} says since the start. */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
record RequestReading(String direction, String api, String outcome, long count, long[] upTo) {

  static RequestReading of(String direction, String api, String outcome, Timer timer) {
    var snapshot = timer.takeSnapshot();
    var buckets = Stream.of(snapshot.histogramCounts()).mapToLong(bucket -> (long) bucket.count());
    // What is beyond the last bucket is only in the count.
    long[] upTo = LongStream.concat(buckets, LongStream.of(snapshot.count())).toArray();
    return new RequestReading(direction, api, outcome, snapshot.count(), upTo);
  }
}
