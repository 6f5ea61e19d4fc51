package io.plusgate.metrics;

/** The two things that are done with a key. */
public enum SignatureOperation {
  SIGN,
  VERIFY
}
