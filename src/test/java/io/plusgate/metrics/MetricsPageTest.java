package io.plusgate.metrics;

import io.plusgate.MadePage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md is what the catalogue says. */
class MetricsPageTest {
  @Test
  void theMetricsPageIsFresh() throws IOException {
    MadePage.assertFresh("docs/metrics.md", page());
  }

  private static String page() {
    var page = new StringBuilder(HEAD);
    for (var meter : Meter.values()) {
      page.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(meter.exposedName(), word(meter.kind()), labels(meter), meter.help()));
    }
    page.append(LABELS);
    for (var label : Label.values()) {
      page.append("| `%s` | %s | %s |%n".formatted(label.key(), users(label), label.drawnFrom()));
    }
    page.append(OUTCOMES);
    for (var outcome : Outcome.values()) {
      page.append("- `%s`%n".formatted(outcome.label()));
    }
    page.append(EQUATIONS);
    for (var flow : Flow.values()) {
      page.append(
          "| `%s` | `plusgate_entered_total{flow=\"%1$s\"}` | `%s` |%n"
              .formatted(flow.label(), flow.out()));
    }
    return page.append(TAIL).toString().replace(System.lineSeparator(), "\n");
  }

  private static String word(Meter.Kind kind) {
    return switch (kind) {
      case TIMER, SUMMARY -> "histogram";
      case COUNTER, GAUGE -> kind.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String labels(Meter meter) {
    return meter.labels().stream()
        .map(label -> "`" + label.key() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String users(Label label) {
    return Arrays.stream(Meter.values())
        .filter(meter -> meter.labels().contains(label))
        .map(meter -> "`" + meter.exposedName() + "`")
        .collect(Collectors.joining(", "));
  }

  private static final String HEAD =
      """
      # Metrics

      `GET /metrics` on the admin listener, for Prometheus (text format, or OpenMetrics when it is
      asked for). This page is printed from the catalogue in `metrics.Meter`; a test fails when it
      is stale, another holds a live scrape against it. Names, units and labels are a contract.

      - Base units: seconds, bytes, the currency's smallest unit. Labels are closed sets: never an
        id, never a raw path, so the number of series has a bound however many calls come in.
      - A scrape takes no question to the store: gauges of the store are told every two seconds.
      - A histogram has `_bucket`, `_count`, `_sum`, and `_max` for the last minutes. Buckets end
        at 4.5, 5, 7.5 and 8 seconds among others, around the documented deadlines.
      - Counters start at zero with the process; use `rate` or `increase`.
      - Of the process: `jvm_memory_*`, `jvm_threads_*`, `jvm_classes_*`, `process_cpu_usage`,
        `process_files_*`, `process_uptime_seconds`, `system_cpu_*`.

      | metric | kind | labels | what it says |
      |---|---|---|---|
      """;

  private static final String LABELS =
      """

      ## Labels

      | label | of | values |
      |---|---|---|
      """;

  private static final String OUTCOMES =
      """

      ## Outcomes

      The label `outcome` of exchanges; of `plusgate_inquiries_total` and `plusgate_cancels_total`
      it is the status of the verified answer, or the outcome when there was none.

      """;

  private static final String EQUATIONS =
      """

      ## What must add up

      Every flow is counted twice, independently: at its door, and by the outcomes of what left it.
      What came in is in flight or has come out; after two minutes, longer than the longest call, it
      must have come out. `plusgate_imbalance{flow}` is what has not, expected 0; negative when
      something came out twice. A value other than 0 is a bug of ours (docs/runbooks/imbalance.md).

      | flow | in | out |
      |---|---|---|
      """;

  private static final String TAIL =
      """

      Of notifications, `first` + `duplicate` + `contradiction` + `refused` + `not_kept` is what
      came in verified: what was not kept was answered `U`, and Alipay+ sends it again.
      """;
}
