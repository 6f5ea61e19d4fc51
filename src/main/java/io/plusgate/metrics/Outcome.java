package io.plusgate.metrics;

import java.util.Locale;

/** How one exchange ended, seen from the gateway: the closed set of the label "outcome". */
public enum Outcome {
  /** Outbound: a verified answer came. Inbound: the verified call got the backend's answer. */
  VERIFIED,
  /** The signature did not fit the bytes, or only half of it was there. */
  BAD_SIGNATURE,
  /** An answer without a signature that claims success. */
  UNSIGNED_SUCCESS,
  /** An answer without a signature that claims anything but success. */
  UNSIGNED_FAILURE,
  /** The deadline passed without an answer. */
  TIMEOUT,
  /** No connection: nothing was sent. */
  UNREACHABLE,
  /** The connection broke after something was sent. */
  BROKEN,
  /** We refused the call: its form, size, signature or sender was wrong. */
  REFUSED,
  /** Inbound: the backend gave no usable answer in time; the lawful unknown was sent. */
  BACKEND_UNAVAILABLE,
  /** We were draining or over a limit. */
  OVERLOADED,
  /** The store could not do its part. */
  STORE_UNAVAILABLE,
  /** A broken promise inside our own code. */
  FAILED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The value in metrics and logs. */
  public String label() {
    return label;
  }
}
