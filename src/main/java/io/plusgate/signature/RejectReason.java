package io.plusgate.signature;

import java.util.Locale;

/**
 * Why a message does not count as signed. These are our own diagnostics for logs and metrics;
 * towards Alipay+ there is only INVALID_SIGNATURE or KEY_NOT_FOUND.
 */
public enum RejectReason {
  /** The message has no Signature header at all. */
  MISSING,
  /** The header is longer than any real one. */
  TOO_LONG,
  CONTROL_CHARACTER,
  /** An element of the header is not {@code key=value}. */
  MALFORMED_PAIR,
  /** A key that we read stands there twice, so that two readers could disagree. */
  DUPLICATE_KEY,
  /** The header has no signature pair. */
  MISSING_SIGNATURE,
  EMPTY_SIGNATURE,
  /** Any algorithm but RSA256. */
  UNSUPPORTED_ALGORITHM,
  BAD_PERCENT_ESCAPE,
  BAD_BASE64,
  /** No public key is configured for this client. */
  NO_KEY,
  /** The header is well-formed, and no key of the ring made this signature. */
  MISMATCH;

  /** The reason as it stands in logs, metrics and the published header cases. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
