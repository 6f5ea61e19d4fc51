package io.plusgate.rehearse;

/** The backend can't be asked for this, and nobody waits for a person to do it. */
final class ByHandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String instruction;

  ByHandException(String instruction) {
    super(instruction, null, false, false);
    this.instruction = instruction;
  }

  String instruction() {
    return instruction;
  }
}
