package io.plusgate.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;

/**
 * Says on stderr what a person is waiting for, once that has taken longer than a second; nothing
 * where nobody looks at a terminal. Closing it leaves no trace, so that the answer stands alone.
 */
final class StatusLine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(500);
  private static final String ERASE = "\r\u001B[K";

  private final PrintWriter err;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String text;
  private boolean written;

  private StatusLine(PrintWriter err, String text) {
    this.err = err;
    this.text = text;
  }

  /** Shown where colours are. */
  static StatusLine on(PrintWriter err, String text) {
    return on(err, text, Ansi.AUTO.enabled(), PATIENCE);
  }

  static StatusLine on(PrintWriter err, String text, boolean shown, Duration patience) {
    var line = new StatusLine(err, text);
    if (shown) {
      var writer = new Thread(() -> line.keepTelling(patience), "status line");
      writer.setDaemon(true);
      writer.start();
    }
    return line;
  }

  /** From any thread. */
  void say(String what) {
    text = what;
  }

  @Override
  public void close() {
    closed.countDown();
    synchronized (this) {
      if (written) {
        err.print(ERASE);
        err.flush();
        written = false;
      }
    }
  }

  private void keepTelling(Duration patience) {
    long begun = System.nanoTime();
    try {
      boolean over = closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      while (!over) {
        tell(Duration.ofNanos(System.nanoTime() - begun));
        over = closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tell(Duration since) {
    if (closed.getCount() > 0) {
      err.print(ERASE + text + " … " + Times.length(since));
      err.flush();
      written = true;
    }
  }
}
