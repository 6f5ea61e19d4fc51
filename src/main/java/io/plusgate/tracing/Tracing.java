package io.plusgate.tracing;

import io.plusgate.config.TracingConfig;
import io.plusgate.protocol.TraceContext;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where steps begin. Without a collector it is off: contexts are passed on, and nothing of
 * OpenTelemetry is ever loaded.
 */
public final class Tracing {
  private final Optional<Spans> spans;

  private Tracing(Optional<Spans> spans) {
    this.spans = spans;
  }

  public static Tracing off() {
    return new Tracing(Optional.empty());
  }

  /**
   * @param version of this gateway, for the collector
   */
  public static Tracing of(TracingConfig config, String version, InstantSource clock) {
    return new Tracing(
        config.otlp().map(url -> new Spans(Collector.at(url), config.ratio(), version, clock)));
  }

  public boolean isOn() {
    return spans.isPresent();
  }

  /** A step that begins now and follows what this place in a trace tells of. */
  public Step begin(TraceContext follows) {
    return spans
        .<Step>map(on -> on.begin(follows))
        .orElseGet(() -> follows.isNone() ? Step.NONE : new PassedOn(follows));
  }

  /** Completes when all has been told that the collector takes; it never fails. */
  public CompletionStage<Void> close() {
    return spans.map(Spans::close).orElseGet(() -> CompletableFuture.completedFuture(null));
  }
}
