package io.plusgate.signature.diagnosis;

import java.util.Optional;

/**
 * One mistake found in one message.
 *
 * @param detail which of its forms, e.g. the path that was signed
 * @param difference where the bytes differ, when bytes do
 */
public record Cause(Mistake mistake, String detail, Optional<Difference> difference) {
  static Cause of(Mistake mistake, String detail) {
    return new Cause(mistake, detail, Optional.empty());
  }
}
