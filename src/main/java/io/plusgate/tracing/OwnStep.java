package io.plusgate.tracing;

import io.plusgate.protocol.TraceContext;
import java.util.function.Consumer;

/**
 * A step that has a place of its own in its trace.
 *
 * @param parent the place it follows; none when the trace begins with it
 */
record OwnStep(Spans spans, TraceContext parent, TraceContext context, long startedNanos)
    implements Step {
  @Override
  public Step next() {
    return spans.begin(context);
  }

  @Override
  public Step within(TraceContext trace) {
    return trace.isNone() || trace.isInTraceOf(context)
        ? this
        : new OwnStep(spans, trace, trace.at(context.spanId()), startedNanos);
  }

  @Override
  public void ended(Hop hop, String what, Consumer<Notes> notes) {
    if (context.isSampled()) {
      spans.tell(this, hop, what, notes);
    }
  }
}
