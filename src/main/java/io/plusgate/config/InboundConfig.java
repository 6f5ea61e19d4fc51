package io.plusgate.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How calls of Alipay+ are treated.
 *
 * @param clockSkew how far {@code Request-Time} may be off; without one it is only measured
 * @param unknownPathCode the {@code resultCode} for a path that has no route
 * @param refusalStatus the HTTP status of signed refusals
 * @param backendMargin kept back from Alipay+'s deadline for our own work
 */
public record InboundConfig(
    Optional<Duration> clockSkew,
    UnknownPathCode unknownPathCode,
    int refusalStatus,
    Duration backendMargin) {

  public InboundConfig {
    var checks =
        Checks.of("inbound")
            .between("refusalStatus", refusalStatus, 200, 499)
            .between("backendMargin", backendMargin, Duration.ZERO, Duration.ofSeconds(4));
    clockSkew.ifPresent(
        skew -> checks.between("clockSkew", skew, Duration.ofSeconds(1), Duration.ofDays(1)));
    checks.done();
  }

  public static InboundConfig defaults() {
    return new InboundConfig(
        Optional.empty(), UnknownPathCode.INVALID_API, 200, Duration.ofMillis(500));
  }

  /** The codes that the published material has for a path nobody serves. */
  public enum UnknownPathCode {
    INVALID_API,
    NO_INTERFACE_DEF
  }
}
