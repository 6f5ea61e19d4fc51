package io.plusgate.tracing;

import io.plusgate.protocol.TraceContext;
import java.util.function.Consumer;

/**
 * One step of a trace, from its beginning to its end. It has its place in the trace at once, so
 * that the next hop and the store can be told of it, and becomes a span when it has ended.
 */
public interface Step {
  /** No step of any trace. */
  Step NONE = new PassedOn(TraceContext.NONE);

  /** What the next hop is told, and what is stored for the hops to come. */
  TraceContext context();

  /** A part of this step, which begins now. */
  Step next();

  /**
   * The same step in another trace, when it turns out to belong there: as it is, if it is in that
   * trace already or there is none.
   */
  Step within(TraceContext trace);

  /**
   * It is over. What is noted is asked for only if the trace is told.
   *
   * @param what the API or the event; with the hop it names the span
   */
  void ended(Hop hop, String what, Consumer<Notes> notes);
}
