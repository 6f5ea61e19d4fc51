package io.plusgate.http;

/** All bodies in flight together weigh as much as they may. */
public final class NoRoomForBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  NoRoomForBodyException() {
    super("limits.bodiesInFlight: reached", null, false, false);
  }
}
