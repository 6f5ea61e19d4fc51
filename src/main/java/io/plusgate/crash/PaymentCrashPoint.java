package io.plusgate.crash;

/**
 * The steps in a payment's life, and in any call of the backend, at which the process can be made
 * to die in the same way as at a {@link CrashPoint}.
 */
public enum PaymentCrashPoint {
  /** What must be known of the backend's call is on disk; nothing is on the wire. */
  JOURNALED,
  /** Alipay+ has answered the backend's call; the backend does not know. */
  REPLIED,
  /** The backend has its answer; the store does not know. */
  TOLD,
  /** Alipay+ has answered our inquiry; the store does not know. */
  INQUIRED,
  /** Our wish to cancel is on disk; the cancel is not on the wire. */
  WISHED,
  /** Alipay+ has answered our cancel; the store does not know. */
  CANCELLED,
  /** The result we found out is on disk, with its delivery. */
  SETTLED;

  /** Dies here, if that is what was asked for. */
  public void passed() {
    HaltOrder.passed(this);
  }

  /** As the property and docs/promises.md spell it. */
  public String word() {
    return HaltOrder.word(this);
  }
}
