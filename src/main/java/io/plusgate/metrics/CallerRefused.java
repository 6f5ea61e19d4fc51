package io.plusgate.metrics;

import java.util.Locale;

/** Why a listener refused a caller before it looked at the call: the label "reason". */
public enum CallerRefused {
  /** Its address is not among {@code allowFrom}. */
  ADDRESS,
  /** It sent no token. */
  NO_TOKEN,
  /** It sent another token. */
  WRONG_TOKEN,
  /** Too many wrong ones came from its address; this one was not looked at. */
  TOO_MANY_WRONG;

  private final String label = name().toLowerCase(Locale.ROOT);

  String label() {
    return label;
  }
}
