package io.plusgate.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plusgate.protocol.TraceContext;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a bucket of a histogram name a trace that fell into it, where traces are told. */
final class Exemplars {
  private final Optional<Current> current;

  private Exemplars(Optional<Current> current) {
    this.current = current;
  }

  static Exemplars none() {
    return new Exemplars(Optional.empty());
  }

  static Exemplars ofTraces() {
    return new Exemplars(Optional.of(new Current()));
  }

  PrometheusMeterRegistry registry() {
    return current
        .map(
            spans ->
                new PrometheusMeterRegistry(
                    PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, spans))
        .orElseGet(() -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  /** Observes something that happened at this place of a trace. */
  void during(TraceContext example, Runnable observation) {
    if (current.isEmpty() || !example.isSampled()) {
      observation.run();
      return;
    }
    Current.SPAN.set(example);
    try {
      observation.run();
    } finally {
      Current.SPAN.remove();
    }
  }

  /** The library asks on the observing thread. */
  private static final class Current implements SpanContext {
    private static final ThreadLocal<TraceContext> SPAN = new ThreadLocal<>();

    @Override
    public @Nullable String getCurrentTraceId() {
      var context = SPAN.get();
      return context == null ? null : context.traceId();
    }

    @Override
    public @Nullable String getCurrentSpanId() {
      var context = SPAN.get();
      return context == null ? null : context.spanId();
    }

    @Override
    public boolean isCurrentSpanSampled() {
      return SPAN.get() != null;
    }

    @Override
    public void markCurrentSpanAsExemplar() {}
  }
}
