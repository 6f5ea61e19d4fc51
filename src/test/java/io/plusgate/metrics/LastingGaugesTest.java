package io.plusgate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** A gauge that is worked out at the scrape lives as long as the gateway. */
class LastingGaugesTest {
  private boolean ready = true;

  @Test
  void noGaugeIsLostToTheGarbageCollector() {
    var metrics = new GatewayMetrics();
    metrics.readiness(() -> ready);

    collectGarbage();

    assertThat(metrics.scrape("text/plain"))
        .contains("plusgate_ready 1.0", "plusgate_imbalance{flow=\"outbound\"} 0.0")
        .doesNotContain("NaN");
  }

  private static void collectGarbage() {
    var garbage = new WeakReference<>(new Object());
    await()
        .until(
            () -> {
              System.gc();
              return garbage.get() == null;
            });
  }
}
