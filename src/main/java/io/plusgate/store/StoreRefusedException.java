package io.plusgate.store;

/**
 * The store must not be opened as it is: another gateway holds it, or a newer Plusgate wrote it.
 */
public final class StoreRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreRefusedException(String message) {
    super(message);
  }

  public StoreRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
