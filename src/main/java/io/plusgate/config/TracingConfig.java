package io.plusgate.config;

import java.net.URI;
import java.util.Optional;

/**
 * Whether traces are told, and of how many payments.
 *
 * @param otlp the collector's address, to which {@code /v1/traces} is added; nothing: no spans are
 *     made, and a {@code traceparent} is only passed on
 * @param ratio of the traces that begin here; one that a caller has begun is told as its flag says
 */
public record TracingConfig(Optional<URI> otlp, double ratio) {
  public TracingConfig {
    var checks = Checks.of("tracing").that(ratio >= 0 && ratio <= 1, "ratio", ratio, "0 to 1");
    otlp.ifPresent(url -> checks.baseUrl("otlp", url, true));
    checks.done();
  }

  public static TracingConfig defaults() {
    return new TracingConfig(Optional.empty(), 0.01);
  }
}
