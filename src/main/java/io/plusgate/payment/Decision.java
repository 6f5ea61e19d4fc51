package io.plusgate.payment;

import java.util.List;

/** What evidence makes of a payment, and what has to be done about it. */
public record Decision(Payment payment, List<Command> commands) {
  public Decision {
    commands = List.copyOf(commands);
  }
}
