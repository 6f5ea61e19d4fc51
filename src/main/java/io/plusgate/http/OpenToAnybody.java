package io.plusgate.http;

import io.vertx.core.http.HttpServerRequest;

/** A handler that has something to say without the listener's token, and knows what. */
public interface OpenToAnybody {
  /** Whether this request may be answered without it: never for anything that is not public. */
  boolean isOpen(HttpServerRequest request);
}
