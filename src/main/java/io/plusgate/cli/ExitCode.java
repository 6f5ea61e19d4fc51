package io.plusgate.cli;

/** The exit codes that scripts depend on (docs/errors.md). */
final class ExitCode {
  static final int FINE = 0;
  static final int NO = 1;
  static final int USAGE = 2;
  static final int UNREACHABLE = 3;

  /** Our own fault, with a stack trace; the number is sysexits' EX_SOFTWARE. */
  static final int DEFECT = 70;

  private ExitCode() {}
}
