package io.plusgate.signature.diagnosis;

import java.util.Optional;

/** One guess at a part of what was signed, and the mistakes it stands for: none or one. */
record Variant<T>(T value, Optional<Cause> cause) {
  static <T> Variant<T> asGiven(T value) {
    return new Variant<>(value, Optional.empty());
  }

  static <T> Variant<T> of(T value, Cause cause) {
    return new Variant<>(value, Optional.of(cause));
  }
}
