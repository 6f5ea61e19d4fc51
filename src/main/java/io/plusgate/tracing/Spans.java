package io.plusgate.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.plusgate.protocol.TraceContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Begins steps and makes spans of those that have ended. A step of a trace that is not told costs
 * its ids; the others go through a bounded queue, which drops what the collector does not take.
 */
final class Spans {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int LONGEST_TEXT = 128;

  private final IdGenerator ids = IdGenerator.random();
  private final GivenIds given = new GivenIds();
  private final Sampler share;
  private final InstantSource clock;
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * @param ratio of the traces that begin here
   */
  Spans(SpanExporter exporter, double ratio, String version, InstantSource clock) {
    this.share = Sampler.traceIdRatioBased(ratio);
    this.clock = clock;
    this.provider =
        SdkTracerProvider.builder()
            .setSampler(Sampler.alwaysOn()) // only steps of traces that are told come here
            .setIdGenerator(given)
            .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_TEXT).build())
            .setResource(resource(version))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setScheduleDelay(EVERY)
                    .setExporterTimeout(PATIENCE)
                    .build())
            .build();
    this.tracer = provider.get("io.plusgate");
  }

  private static Resource resource(String version) {
    return Resource.create(
        Attributes.builder()
            .put("service.name", "plusgate")
            .put("service.version", version)
            .build());
  }

  Step begin(TraceContext parent) {
    var own = parent.isNone() ? newTrace() : parent.at(ids.generateSpanId());
    return new OwnStep(this, parent, own, System.nanoTime());
  }

  private TraceContext newTrace() {
    String traceId = ids.generateTraceId();
    boolean isTold =
        share
            .shouldSample(
                Context.root(), traceId, "", SpanKind.INTERNAL, Attributes.empty(), List.of())
            .getDecision()
            .equals(SamplingDecision.RECORD_AND_SAMPLE);
    return TraceContext.of(traceId, ids.generateSpanId(), isTold);
  }

  void tell(OwnStep step, Hop hop, String what, Consumer<Notes> notes) {
    var now = clock.instant();
    long ended = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    long started = ended - (System.nanoTime() - step.startedNanos());
    var said = new Notes();
    notes.accept(said);
    given.give(step.context());
    var span =
        tracer
            .spanBuilder(hop.words() + " " + what)
            .setSpanKind(hop.kind())
            .setParent(at(step.parent()))
            .setStartTimestamp(started, TimeUnit.NANOSECONDS)
            .setAllAttributes(said.attributes())
            .startSpan();
    if (said.isFailed()) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(ended, TimeUnit.NANOSECONDS);
  }

  private static Context at(TraceContext parent) {
    return parent.isNone()
        ? Context.root()
        : Context.root()
            .with(
                Span.wrap(
                    SpanContext.createFromRemoteParent(
                        parent.traceId(),
                        parent.spanId(),
                        TraceFlags.getSampled(),
                        TraceState.getDefault())));
  }

  /** Tells what is still to be told; completes when that has ended, or is given up. */
  CompletionStage<Void> close() {
    var closed = new CompletableFuture<Void>();
    provider.shutdown().whenComplete(() -> closed.complete(null));
    return closed.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
