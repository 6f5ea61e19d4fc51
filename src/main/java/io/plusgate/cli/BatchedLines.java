package io.plusgate.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings lines to standard output or standard error many at a time: a write and a waking of the
 * writer for each line would cost a saturated gateway one call in twenty. Without an encoder the
 * messages are whole lines already.
 *
 * <p>Nobody who logs ever waits for the terminal: what it does not take is dropped, and a line says
 * how many that were.
 */
final class BatchedLines extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final Duration TOGETHER = Duration.ofMillis(50);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final int MOST_WAITING = 4 * 1024 * 1024;

  private final Supplier<? extends OutputStream> target;
  private volatile @Nullable Encoder<ILoggingEvent> encoder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Thread writer = new Thread(this::write, "log-lines");
  private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private long dropped;
  private boolean ending;

  BatchedLines(Supplier<? extends OutputStream> target) {
    this.target = target;
    writer.setDaemon(true);
  }

  /** To {@link System#out}, whatever that is at the time. */
  static BatchedLines toStandardOutput() {
    return new BatchedLines(BatchedLines::standardOutput);
  }

  private static PrintStream standardOutput() {
    return System.out;
  }

  /** To {@link System#err}, whatever that is at the time. */
  static BatchedLines toStandardError() {
    return new BatchedLines(BatchedLines::standardError);
  }

  private static PrintStream standardError() {
    return System.err;
  }

  /** What makes a line of an event, with its end. */
  void setEncoder(Encoder<ILoggingEvent> lines) {
    encoder = lines;
  }

  @Override
  public void start() {
    super.start();
    writer.start();
  }

  /** Writes what is left, unless the terminal hangs. */
  @Override
  public void stop() {
    super.stop();
    lock.lock();
    try {
      ending = true;
      news.signal();
    } finally {
      lock.unlock();
    }
    try {
      writer.join(LAST_WORDS.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    byte[] line = line(event);
    lock.lock();
    try {
      if (waiting.size() + line.length > MOST_WAITING) {
        dropped++;
        return;
      }
      boolean isFirst = waiting.size() == 0;
      waiting.write(line, 0, line.length);
      if (isFirst) {
        news.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private byte[] line(ILoggingEvent event) {
    var lines = encoder;
    return lines == null
        ? event.getFormattedMessage().concat("\n").getBytes(StandardCharsets.UTF_8)
        : lines.encode(event);
  }

  private void write() {
    try {
      while (true) {
        byte[] lines = next();
        if (lines.length == 0) {
          return;
        }
        var out = target.get();
        out.write(lines);
        out.flush();
      }
    } catch (IOException closed) {
      addError("standard output is closed; no line is written from here on", closed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next lines, once some have come together; nothing at the end. */
  private byte[] next() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.size() == 0 && !ending) {
        news.await();
      }
      long left = TOGETHER.toNanos();
      while (left > 0 && !ending) {
        left = news.awaitNanos(left);
      }
      if (dropped > 0) {
        String line = "{\"message\":\"lines dropped\",\"count\":" + dropped + "}\n";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        waiting.write(bytes, 0, bytes.length);
        dropped = 0;
      }
      byte[] lines = waiting.toByteArray();
      waiting = new ByteArrayOutputStream(lines.length);
      return lines;
    } finally {
      lock.unlock();
    }
  }
}
