package io.plusgate.store;

/**
 * The store could not keep or tell what it was asked to: the disk is full, the database is away.
 *
 * <p>Whether the transaction was kept is not known. The other side must be refused, so that it
 * tries again; a later call succeeds as soon as the trouble is over.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
