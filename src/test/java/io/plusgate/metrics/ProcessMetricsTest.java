package io.plusgate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a scrape says of the process, and what it must not do to it. */
class ProcessMetricsTest {
  @Test
  void countsThreadsWithoutBringingThemToAStop() {
    var metrics = new GatewayMetrics();
    metrics.process();

    String scrape = metrics.scrape(GatewayMetrics.contentType(""));

    assertThat(scrape)
        .contains("jvm_threads_live_threads ", "jvm_memory_used_bytes{", "process_cpu_usage ")
        .doesNotContain("jvm_threads_states");
  }
}
