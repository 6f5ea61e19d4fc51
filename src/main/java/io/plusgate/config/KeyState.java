package io.plusgate.config;

/** Where a key of Alipay+'s stands in its life; all but the last one verify. */
public enum KeyState {
  /** Announced, not yet seen. */
  STAGED,
  /** In use. */
  ACTIVE,
  /** On its way out; it may still be used. */
  RETIRING,
  /** No longer believed, whatever it signs. */
  REVOKED
}
