package io.plusgate.payment;

/** What has to be done because of what was learnt. */
public sealed interface Command {
  /** The value of {@code Plusgate-Event} for what contradicts what is known. */
  String CONTRADICTION = "payment.contradiction";

  /** The backend is to hear of it. */
  record Deliver(String event, String source) implements Command {
    public boolean isContradiction() {
      return event.equals(CONTRADICTION);
    }
  }
}
