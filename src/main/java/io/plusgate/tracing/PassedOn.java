package io.plusgate.tracing;

import io.plusgate.protocol.TraceContext;
import java.util.function.Consumer;

/** Without a collector: what the caller sent goes on unchanged, and no span is ever made. */
record PassedOn(TraceContext context) implements Step {
  @Override
  public Step next() {
    return this;
  }

  @Override
  public Step within(TraceContext trace) {
    return trace.isNone() ? this : new PassedOn(trace);
  }

  @Override
  public void ended(Hop hop, String what, Consumer<Notes> notes) {}
}
