package io.plusgate.store.embedded;

/** A stored row does not say what its kind of row says: it is damaged, or from elsewhere. */
final class UnreadableRowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRowException(String message) {
    super(message);
  }
}
