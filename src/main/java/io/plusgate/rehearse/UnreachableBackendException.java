package io.plusgate.rehearse;

/** Nobody listens where the backend should. */
public final class UnreachableBackendException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreachableBackendException(String url) {
    super(url + " does not answer (expected: your backend listens there)");
  }
}
