package io.plusgate.bench;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/** The results as a page shows them: nanoseconds, signatures of openssl, and bytes. */
final class ResultsTable {
  /** What JMH's GC profiler calls the bytes of an operation. */
  private static final String BYTES = "gc.alloc.rate.norm";

  private final Collection<RunResult> results;
  private final OpenSsl openSsl;

  ResultsTable(Collection<RunResult> results, OpenSsl openSsl) {
    this.results = results;
    this.openSsl = openSsl;
  }

  String markdown() {
    return results.stream()
        .sorted(Comparator.comparing(ResultsTable::name))
        .map(this::row)
        .collect(
            Collectors.joining(
                "\n",
                "| what | median, µs | error, µs | processor, µs | openssl signatures | bytes |\n"
                    + "|---|---:|---:|---:|---:|---:|\n",
                "\n"));
  }

  private String row(RunResult result) {
    var time = result.getPrimaryResult();
    double processor = median(result, ProcessorTime.NAME);
    return String.format(
        Locale.ROOT,
        "| %s | %,.3f | %s | %,.3f | %.4f | %,.0f |",
        name(result),
        time.getStatistics().getPercentile(50) / 1e3,
        Double.isNaN(time.getScoreError()) ? "one value" : micros(time.getScoreError()),
        processor / 1e3,
        processor / openSsl.signNanos(),
        median(result, BYTES));
  }

  private static double median(RunResult result, String profiled) {
    var found = result.getSecondaryResults().get(profiled);
    if (found == null) {
      throw new IllegalStateException(name(result) + ": no " + profiled + " (expected: one)");
    }
    return found.getStatistics().getPercentile(50);
  }

  private static String micros(double nanos) {
    return String.format(Locale.ROOT, "%,.3f", nanos / 1e3);
  }

  private static String name(RunResult result) {
    var run = result.getParams();
    String name =
        run.getBenchmark().replaceFirst("^io\\.plusgate\\.", "").replace("Benchmark.", ".");
    return run.getParamsKeys().stream()
        .map(key -> " " + key + "=" + run.getParam(key))
        .collect(Collectors.joining("", "`" + name + "`", ""));
  }
}
