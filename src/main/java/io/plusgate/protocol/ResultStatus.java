package io.plusgate.protocol;

/** What a {@code result} says of the call it answers (D/api_acq_tile/inquiry_payment). */
public enum ResultStatus {
  S,
  F,
  U;

  /** Alipay+ knows S, F and U; anything else is treated as unknown, never as an end. */
  public static ResultStatus of(String text) {
    return switch (text) {
      case "S" -> S;
      case "F" -> F;
      default -> U;
    };
  }
}
