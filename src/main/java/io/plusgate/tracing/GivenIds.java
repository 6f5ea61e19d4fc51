package io.plusgate.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;
import io.plusgate.protocol.TraceContext;

/**
 * Gives a span the ids that its step has had from the beginning: others have been told of them long
 * before the span is made.
 */
final class GivenIds implements IdGenerator {
  private static final ThreadLocal<TraceContext> GIVEN =
      ThreadLocal.withInitial(() -> TraceContext.NONE);

  /** The ids of the span that this thread makes next. */
  void give(TraceContext context) {
    GIVEN.set(context);
  }

  @Override
  public String generateSpanId() {
    return GIVEN.get().spanId();
  }

  @Override
  public String generateTraceId() {
    return GIVEN.get().traceId();
  }
}
