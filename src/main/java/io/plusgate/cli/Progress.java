package io.plusgate.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;

/** Counts rows for a person who waits. */
final class Progress implements AutoCloseable {
  /** A hand's breadth of a second's work; more often nobody could read. */
  private static final long STEP = 10_000;

  private final AtomicLong rows = new AtomicLong();
  private final String doing;
  private final StatusLine line;

  Progress(PrintWriter err, String doing) {
    this.doing = doing;
    this.line = StatusLine.on(err, doing);
  }

  /** From any thread. */
  void add(long more) {
    long now = rows.addAndGet(more);
    if (now / STEP != (now - more) / STEP) {
      line.say(doing + ", " + now + " rows");
    }
  }

  /** Before the answer is printed. */
  void done() {
    line.close();
  }

  @Override
  public void close() {
    done();
  }
}
