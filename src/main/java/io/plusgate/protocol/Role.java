package io.plusgate.protocol;

/** Which kind of partner the payment backend is. */
public enum Role {
  /** Acquiring Service Provider: sells on behalf of merchants, calls {@code pay}. */
  ACQP,
  /** Mobile Payment Provider, a wallet: holds the payers, is called with {@code pay}. */
  MPP
}
