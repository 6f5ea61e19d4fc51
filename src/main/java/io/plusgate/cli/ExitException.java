package io.plusgate.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** A command ends here: one line on stderr says why, and scripts get the code. */
final class ExitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  private ExitException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** The answer is no. */
  static ExitException no(String message) {
    return new ExitException(ExitCode.NO, message);
  }

  /** What was typed or configured is wrong. */
  static ExitException usage(String message) {
    return new ExitException(ExitCode.USAGE, message);
  }

  /** Something that is needed does not answer. */
  static ExitException unreachable(String message) {
    return new ExitException(ExitCode.UNREACHABLE, message);
  }

  int code() {
    return code;
  }

  /** Prints it the way every command ends; what is no ending of ours is a defect, and says so. */
  static int handle(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    int code = ExitCode.DEFECT;
    if (thrown instanceof ExitException end) {
      err.println("plusgate: " + end.getMessage());
      code = end.code();
    } else {
      err.println("plusgate: this is a defect of Plusgate " + Version.text() + ", please report:");
      thrown.printStackTrace(err);
    }
    err.flush();
    return code;
  }
}
