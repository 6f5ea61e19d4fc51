package io.plusgate.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.config.TracingConfig;
import io.plusgate.protocol.TraceContext;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepTest {
  private static final TraceContext CALLERS =
      TraceContext.read("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 vendor=a");
  private static final TraceContext PAYMENTS =
      TraceContext.read("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");

  @Test
  void tellsTheShareThatWasAskedFor() {
    assertThat(told(0)).isZero();
    assertThat(told(1)).isEqualTo(4_000);
    assertThat(told(0.25)).isBetween(800L, 1_200L);
  }

  @Test
  void leavesItToWhoBeganTheTraceWhetherItIsTold() {
    assertThat(tracing(0).begin(CALLERS).context().isSampled()).isTrue();
    assertThat(tracing(1).begin(PAYMENTS).context().isSampled()).isFalse();
  }

  @Test
  void hasAPlaceOfItsOwnInItsCallersTrace() {
    var step = tracing(1).begin(CALLERS);
    var part = step.next();

    assertThat(step.context().isInTraceOf(CALLERS)).isTrue();
    assertThat(step.context().spanId()).isNotEqualTo(CALLERS.spanId());
    assertThat(part.context().isInTraceOf(CALLERS)).isTrue();
    assertThat(part.context().spanId()).isNotEqualTo(step.context().spanId());
    assertThat(part.context().tracestate()).isEqualTo("vendor=a");
  }

  @Test
  void movesWithItsIdIntoTheTraceThatItTurnsOutToBelongTo() {
    var step = tracing(1).begin(CALLERS);

    var moved = step.within(PAYMENTS).context();

    assertThat(moved).isEqualTo(PAYMENTS.at(step.context().spanId()));
    assertThat(step.within(TraceContext.NONE)).isEqualTo(step);
    assertThat(step.within(CALLERS)).isEqualTo(step);
  }

  @Test
  void isWhatItsCallerSentWhenThereIsNoCollector() {
    var step = Tracing.off().begin(CALLERS);

    assertThat(step.context()).isEqualTo(CALLERS);
    assertThat(step.next().context()).isEqualTo(CALLERS);
    assertThat(step.within(PAYMENTS).context()).isEqualTo(PAYMENTS);
    assertThat(Tracing.off().begin(TraceContext.NONE)).isSameAs(Step.NONE);
  }

  private static long told(double ratio) {
    var tracing = tracing(ratio);
    long told = 0;
    for (int trace = 0; trace < 4_000; trace++) {
      told += tracing.begin(TraceContext.NONE).context().isSampled() ? 1 : 0;
    }
    return told;
  }

  /** Nothing ends here, so nothing is ever sent. */
  private static Tracing tracing(double ratio) {
    var config = new TracingConfig(Optional.of(URI.create("http://127.0.0.1:1")), ratio);
    return Tracing.of(config, "test", Clock.systemUTC());
  }
}
