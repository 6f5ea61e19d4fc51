package io.plusgate.metrics;

import java.util.Locale;

/** Why somebody was turned away before anything was done: the label "reason". */
public enum TurnedAway {
  /** The room was full. */
  FULL,
  /** The gateway stops. */
  DRAINING,
  /** It got no turn towards Alipay+, or towards the backend, in time. */
  NO_TURN,
  /** Alipay+ does not answer at the moment. */
  BREAKER,
  /** The bodies in flight weigh too much. */
  BODIES;

  private final String label = name().toLowerCase(Locale.ROOT);

  String label() {
    return label;
  }
}
