package io.plusgate.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Help.Ansi;

/** Counts rows for a person who waits; silent when nobody looks at a terminal. */
final class Progress {
  private static final long STEP = 250_000;

  private final PrintWriter err;
  private final boolean shown = Ansi.AUTO.enabled();
  private final AtomicLong rows = new AtomicLong();

  Progress(PrintWriter err) {
    this.err = err;
  }

  /** From any thread. */
  void add(long more) {
    long now = rows.addAndGet(more);
    if (shown && now / STEP != (now - more) / STEP) {
      err.print("\r" + now + " rows");
      err.flush();
    }
  }

  void done() {
    if (shown && rows.get() >= STEP) {
      err.println();
    }
  }
}
