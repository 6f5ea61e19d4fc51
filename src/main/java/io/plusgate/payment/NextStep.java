package io.plusgate.payment;

import java.time.Instant;
import java.util.Optional;

/** What is to be done for a payment next, and not before when. */
public record NextStep(Kind kind, Instant at) {
  /** What there is to do. */
  public enum Kind {
    /** Ask with inquiryPayment. */
    ASK,
    /** Cancel with cancelPayment. */
    CANCEL,
    /** The payment has ended: see whether its notification came as well. */
    LISTEN
  }

  static NextStep ask(Instant at) {
    return new NextStep(Kind.ASK, at);
  }

  static NextStep cancel(Instant at) {
    return new NextStep(Kind.CANCEL, at);
  }

  static NextStep listen(Instant at) {
    return new NextStep(Kind.LISTEN, at);
  }

  /** What it asks somebody to do at Alipay+; nothing when it is only to be judged. */
  Optional<Command> order() {
    return switch (kind) {
      case ASK -> Optional.of(new Command.AskAt(at));
      case CANCEL -> Optional.of(new Command.CancelAt(at));
      case LISTEN -> Optional.empty();
    };
  }
}
