package io.plusgate.doctor;

import java.time.Duration;
import java.util.List;

/** How long it takes until what was written is on disk. */
record WriteTimes(List<Duration> times) {
  private static final Duration SLOW = Duration.ofMillis(20);

  WriteTimes {
    times = times.stream().sorted().toList();
  }

  /** Doubtful when every acknowledgement would have to wait long. */
  void judge(Findings findings, String check, String subject) {
    Duration median = times.get(times.size() / 2);
    String seen =
        "%s in the middle, %s at the longest, of %d"
            .formatted(words(median), words(times.get(times.size() - 1)), times.size());
    if (median.compareTo(SLOW) > 0) {
      findings.warn(
          check,
          subject,
          seen,
          "each payment and each acknowledgement waits for one: use a faster disk");
    } else {
      findings.ok(check, subject, seen);
    }
  }

  private static String words(Duration time) {
    long micros = time.toNanos() / 1_000;
    return "%d.%02d ms".formatted(micros / 1_000, micros % 1_000 / 10);
  }
}
