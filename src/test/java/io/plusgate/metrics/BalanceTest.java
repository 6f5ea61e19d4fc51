package io.plusgate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Direction;
import io.plusgate.protocol.TraceContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What comes into a flow comes out of it once, or is seen. */
class BalanceTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
  private final GatewayMetrics metrics = new GatewayMetrics(nanos::get);

  @Test
  void whatIsInFlightIsNoImbalance() {
    metrics.entered(Flow.OUTBOUND);
    pass(Duration.ofSeconds(119));

    assertThat(value("plusgate_imbalance{flow=\"outbound\"}")).isZero();
    assertThat(value("plusgate_in_flight{flow=\"outbound\"}")).isOne();
  }

  @Test
  void whatNeverCameOutIsLost() {
    metrics.entered(Flow.OUTBOUND);
    metrics.entered(Flow.OUTBOUND);
    metrics.request(Direction.OUTBOUND, "pay", Outcome.VERIFIED, 1, TraceContext.NONE);
    pass(Duration.ofSeconds(125));

    assertThat(value("plusgate_imbalance{flow=\"outbound\"}")).isOne();
    assertThat(value("plusgate_imbalance{flow=\"inbound\"}")).isZero();
  }

  @Test
  void whatComesOutLateIsNotLostAnyMore() {
    metrics.entered(Flow.NOTIFICATIONS);
    pass(Duration.ofSeconds(125));
    metrics.notification("notifyPayment", "first");

    assertThat(value("plusgate_imbalance{flow=\"notifications\"}")).isZero();
  }

  @Test
  void whatComesOutTwiceIsSeenAtOnce() {
    metrics.entered(Flow.DELIVERIES);
    metrics.delivery("payment.succeeded", "done");
    metrics.delivery("payment.succeeded", "retry");

    assertThat(value("plusgate_imbalance{flow=\"deliveries\"}")).isEqualTo(-1);
  }

  @Test
  void trafficThatGoesOnHidesNothing() {
    metrics.entered(Flow.INBOUND);
    for (int second = 0; second < 300; second++) {
      metrics.entered(Flow.INBOUND);
      metrics.request(Direction.INBOUND, "notifyPayment", Outcome.VERIFIED, 1, TraceContext.NONE);
      pass(Duration.ofSeconds(1));
    }
    pass(Duration.ofSeconds(121));

    assertThat(value("plusgate_imbalance{flow=\"inbound\"}")).isOne();
  }

  private void pass(Duration time) {
    metrics.balance();
    for (long second = 0; second < time.toSeconds(); second++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      metrics.balance();
    }
  }

  private double value(String series) {
    return metrics
        .scrape(GatewayMetrics.contentType(""))
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
