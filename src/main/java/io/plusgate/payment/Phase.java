package io.plusgate.payment;

/** How far a payment has got. */
public enum Phase {
  /** Written down, perhaps on the wire, its pay not answered. */
  SENT,
  /** Alipay+ does not say how it ends yet. */
  OPEN,
  /** A cancel was requested; it can only end as cancelled. */
  CANCELLING,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** The window for a cancel has closed without a result: a person has to act. */
  UNRESOLVED;

  /** Whether it never changes any more. */
  public boolean isFinal() {
    return switch (this) {
      case SENT, OPEN, CANCELLING -> false;
      case SUCCEEDED, FAILED, CANCELLED, UNRESOLVED -> true;
    };
  }
}
