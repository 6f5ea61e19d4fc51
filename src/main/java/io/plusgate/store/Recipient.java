package io.plusgate.store;

/** Who is to be told. */
public enum Recipient {
  /** The payment backend. */
  BACKEND,
  /** Alipay+, by a notification that the wallet's backend has handed over to us. */
  ALIPAY_PLUS
}
