package io.plusgate.tracing;

import io.opentelemetry.api.trace.SpanKind;

/** Between whom a step takes place; with the API or the event it is the name of the span. */
public enum Hop {
  FROM_BACKEND("from backend", SpanKind.SERVER),
  TO_ALIPAY_PLUS("to alipayplus", SpanKind.CLIENT),
  FROM_ALIPAY_PLUS("from alipayplus", SpanKind.SERVER),
  TO_BACKEND("to backend", SpanKind.CLIENT),
  /** What the gateway does by itself: asking, cancelling, handing over. */
  BY_GATEWAY("by gateway", SpanKind.INTERNAL);

  private final String words;
  private final SpanKind kind;

  Hop(String words, SpanKind kind) {
    this.words = words;
    this.kind = kind;
  }

  /** As the span's name begins. */
  public String words() {
    return words;
  }

  SpanKind kind() {
    return kind;
  }
}
