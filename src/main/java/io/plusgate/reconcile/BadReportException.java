package io.plusgate.reconcile;

/** A file that can't be trusted, with the place where it goes wrong; nothing of it is used. */
public final class BadReportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadReportException(String file, long line, int column, String complaint) {
    super(file + ":" + line + ":" + column + ": " + complaint);
  }

  public BadReportException(String file, String complaint) {
    super(file + ": " + complaint);
  }

  /** The complaint for a person; never null. */
  public String complaint() {
    return String.valueOf(getMessage());
  }
}
