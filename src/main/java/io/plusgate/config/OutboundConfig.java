package io.plusgate.config;

/**
 * How calls of the backend are treated.
 *
 * @param whenUnknown what the backend gets when there is no answer it may trust
 * @param journal when a {@code pay} is written down
 */
public record OutboundConfig(WhenUnknown whenUnknown, Journal journal) {

  public static OutboundConfig defaults() {
    return new OutboundConfig(WhenUnknown.PROBLEM, Journal.BEFORE_SEND);
  }

  /** The answer to the backend when the outcome is unknown. */
  public enum WhenUnknown {
    /** 502 or 504 with {@code application/problem+json}. */
    PROBLEM,
    /** 200 with a local {@code result} of {@code U UNKNOWN_EXCEPTION}, marked as ours. */
    RESULT
  }

  /** When a payment is written down. */
  public enum Journal {
    /** Before it goes on the wire: no crash can lose it. */
    BEFORE_SEND,
    /** With its answer: faster, but a crash in between leaves it to the backend. */
    AFTER_ANSWER
  }
}
