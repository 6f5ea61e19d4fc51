package io.plusgate.http;

import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.protocol.TraceContext;
import io.vertx.core.MultiMap;

/** The place in a trace, as the headers of a message tell it. */
public final class TraceHeaders {
  private TraceHeaders() {}

  public static TraceContext read(MultiMap headers) {
    return headers.contains(PlusgateHeader.TRACEPARENT)
        ? TraceContext.of(
            headers.getAll(PlusgateHeader.TRACEPARENT), headers.getAll(PlusgateHeader.TRACESTATE))
        : TraceContext.NONE;
  }

  /** Says it in these headers, in place of what they said before. */
  public static void write(TraceContext context, MultiMap headers) {
    headers.remove(PlusgateHeader.TRACEPARENT).remove(PlusgateHeader.TRACESTATE);
    context.eachHeader(headers::set);
  }
}
