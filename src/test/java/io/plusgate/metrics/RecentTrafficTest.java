package io.plusgate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plusgate.metrics.RecentTraffic.Moment;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.TraceContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The console's ten minutes: what is new in each moment, whose it was, how long it took. */
class RecentTrafficTest {
  private final GatewayMetrics metrics = new GatewayMetrics();

  @Test
  void countsEachExchangeInTheMomentInWhichItEnded() {
    exchange(Outcome.VERIFIED, 20);
    metrics.remember();
    exchange(Outcome.VERIFIED, 20);
    exchange(Outcome.VERIFIED, 20);
    metrics.remember();
    metrics.remember();

    assertThat(moments()).extracting(Moment::requests).endsWith(0L, 1L, 2L, 0L);
  }

  @Test
  void saysWhoseTheBadOnesWere() {
    exchange(Outcome.TIMEOUT, 8_000);
    exchange(Outcome.REFUSED, 1);
    exchange(Outcome.STORE_UNAVAILABLE, 1);
    exchange(Outcome.VERIFIED, 1);
    metrics.remember();

    var last = last();
    assertThat(last.requests()).isEqualTo(4);
    assertThat(last.alipayPlus()).isEqualTo(1);
    assertThat(last.backend()).isEqualTo(1);
    assertThat(last.gateway()).isEqualTo(1);
  }

  @Test
  void readsPercentilesFromTheBuckets() {
    for (int n = 0; n < 90; n++) {
      exchange(Outcome.VERIFIED, 40);
    }
    for (int n = 0; n < 10; n++) {
      exchange(Outcome.VERIFIED, 3_000);
    }
    metrics.remember();

    assertThat(last().p50()).isBetween(0.025, 0.05);
    assertThat(last().p95()).isCloseTo(3.5, within(1.0));
    assertThat(last().p99()).isBetween(2.5, 4.5);
  }

  @Test
  void keepsTheLastTenMinutesOnly() {
    exchange(Outcome.VERIFIED, 20);
    for (int moment = 0; moment <= RecentTraffic.MOMENTS; moment++) {
      metrics.remember();
    }

    assertThat(moments()).hasSize(RecentTraffic.MOMENTS).allMatch(one -> one.requests() == 0);
  }

  private void exchange(Outcome outcome, long millis) {
    metrics.request(
        Direction.OUTBOUND,
        "pay",
        outcome,
        TimeUnit.MILLISECONDS.toNanos(millis),
        TraceContext.NONE);
  }

  private List<Moment> moments() {
    return metrics.traffic().series(RecentTraffic.MOMENTS).get(0).moments();
  }

  private Moment last() {
    return moments().get(RecentTraffic.MOMENTS - 1);
  }
}
