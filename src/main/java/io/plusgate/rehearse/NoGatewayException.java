package io.plusgate.rehearse;

/** The gateway of the rehearsal cannot start, e.g. because its port is taken. */
public final class NoGatewayException extends Exception {
  private static final long serialVersionUID = 1L;

  NoGatewayException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
