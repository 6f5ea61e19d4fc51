package io.plusgate.metrics;

import io.plusgate.protocol.Direction;
import java.util.Locale;

/** Whose it is when an exchange did not go as it should. */
public enum Blame {
  /** Nobody's: it went well. */
  NOBODY,
  /** Alipay+, or the way to it. */
  ALIPAY_PLUS,
  /** The payment backend, or the way to it. */
  BACKEND,
  /** This gateway. */
  GATEWAY;

  /** Seen from the gateway, which stands between a caller and a callee. */
  static Blame of(Direction direction, Outcome outcome) {
    return switch (outcome) {
      case VERIFIED -> NOBODY;
      case OVERLOADED, STORE_UNAVAILABLE, FAILED -> GATEWAY;
      case BACKEND_UNAVAILABLE -> BACKEND;
      case REFUSED -> direction == Direction.OUTBOUND ? BACKEND : ALIPAY_PLUS;
      case BAD_SIGNATURE, UNSIGNED_SUCCESS, UNSIGNED_FAILURE, TIMEOUT, UNREACHABLE, BROKEN ->
          ALIPAY_PLUS;
    };
  }

  static Blame of(String direction, String outcome) {
    return of(
        Direction.valueOf(direction.toUpperCase(Locale.ROOT)),
        Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)));
  }
}
