package io.plusgate.payment;

import java.time.Instant;

/** What has to be done because of what was learnt. */
public sealed interface Command {
  /** The value of {@code Plusgate-Event} for what contradicts what is known. */
  String CONTRADICTION = "payment.contradiction";

  /** Ask Alipay+ how it ended, not before this time. */
  record AskAt(Instant at) implements Command {}

  /** Cancel at Alipay+, not before this time. */
  record CancelAt(Instant at) implements Command {}

  /** The backend is to hear of it. */
  record Deliver(String event, String source) implements Command {
    public boolean isContradiction() {
      return event.equals(CONTRADICTION);
    }
  }

  /** A person is to hear of it. */
  record Raise(Alarm alarm) implements Command {}
}
