package io.plusgate.admin;

/** The caller asks for something that does not exist; the message says what would be right. */
final class BadQueryException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BadQueryException(String message) {
    super(message);
  }
}
