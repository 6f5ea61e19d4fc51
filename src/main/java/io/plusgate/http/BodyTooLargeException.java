package io.plusgate.http;

/** The sender announced or sent more bytes than the limit; the rest was not read. */
public final class BodyTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int limit;

  public BodyTooLargeException(int limit) {
    super("body: too large", null, false, false);
    this.limit = limit;
  }

  /** What was found and what would be right, for the sender. */
  public String detail() {
    return "body: more than "
        + limit
        + " bytes (expected: at most limits.bodyBytes = "
        + limit
        + ")";
  }
}
