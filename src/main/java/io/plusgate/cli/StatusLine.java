package io.plusgate.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/**
 * One line on stderr that says what a person is waiting for, written over and over; nothing where
 * nobody looks at a terminal.
 */
final class StatusLine {
  private static final String ERASE = "\r\u001B[K";

  private final PrintWriter err;
  private final boolean shown;

  private StatusLine(PrintWriter err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  static StatusLine on(PrintWriter err) {
    return new StatusLine(err, Ansi.AUTO.enabled());
  }

  /** From any thread. */
  synchronized void show(String text) {
    if (shown) {
      err.print(ERASE + text + " …");
      err.flush();
    }
  }

  /** Leaves no trace, so that the answer stands alone. */
  synchronized void clear() {
    if (shown) {
      err.print(ERASE);
      err.flush();
    }
  }
}
