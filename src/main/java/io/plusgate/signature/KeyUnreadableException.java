package io.plusgate.signature;

/** What was pasted is not the key that belongs here; says what it is and what would be right. */
public final class KeyUnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String found;
  private final String expected;

  public KeyUnreadableException(String found, String expected) {
    super("found: " + found + "; expected: " + expected);
    this.found = found;
    this.expected = expected;
  }

  public String found() {
    return found;
  }

  public String expected() {
    return expected;
  }
}
