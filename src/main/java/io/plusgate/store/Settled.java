package io.plusgate.store;

import io.plusgate.payment.Command;
import io.plusgate.payment.Payment;
import java.util.List;

/**
 * What evidence did to a payment.
 *
 * @param commands all that the arbiter ordered; deliveries among them are already queued
 */
public record Settled(Payment before, Payment after, List<Command> commands) {
  public Settled {
    commands = List.copyOf(commands);
  }

  /** Whether the phase is another one now. */
  public boolean isTransition() {
    return before.phase() != after.phase();
  }

  /** What the backend is to hear, already queued. */
  public List<Command.Deliver> deliveries() {
    return commands.stream()
        .filter(Command.Deliver.class::isInstance)
        .map(Command.Deliver.class::cast)
        .toList();
  }
}
