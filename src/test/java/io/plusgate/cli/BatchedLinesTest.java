package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EchoEncoder;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BatchedLinesTest {
  private static final Logger LOGGER = new LoggerContext().getLogger("lines");

  @Test
  void writesEveryLineInOrderBeforeItStops() {
    var written = new Recorded();
    var lines = started(written);

    for (int line = 0; line < 10_000; line++) {
      lines.doAppend(saying("line " + line));
    }
    lines.stop();

    var all = written.text().lines().toList();
    assertThat(all).hasSize(10_000);
    assertThat(all.get(0)).isEqualTo("line 0");
    assertThat(all.get(9_999)).isEqualTo("line 9999");
    assertThat(written.writes).isLessThan(1_000);
  }

  @Test
  void writesALoneLineWithoutBeingStopped() {
    var written = new Recorded();
    var lines = started(written);

    lines.doAppend(saying("alone"));

    await().atMost(30, SECONDS).until(() -> written.text().equals("alone\n"));
    lines.stop();
  }

  @Test
  void letsNobodyWaitForATerminalThatHangsAndSaysHowManyLinesThatCost() {
    var hanging = new CountDownLatch(1);
    var written = new Recorded(hanging);
    var lines = started(written);
    var long100k = "x".repeat(100_000);

    for (int line = 0; line < 200; line++) {
      lines.doAppend(saying(long100k));
    }
    hanging.countDown();

    await().atMost(30, SECONDS).until(() -> written.text().contains("lines dropped"));
    lines.stop();
    long dropped =
        written
            .text()
            .lines()
            .filter(line -> line.startsWith("{"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum();
    long kept = written.text().lines().filter(line -> line.equals(long100k)).count();
    assertThat(kept + dropped).isEqualTo(200);
    assertThat(kept).isBetween(40L, 100L);
  }

  @Test
  void writesLinesAsTheEncoderMakesThem() {
    var written = new Recorded();
    var lines = new BatchedLines(() -> written);
    var encoder = new EchoEncoder<ILoggingEvent>();
    encoder.start();
    lines.setEncoder(encoder);
    lines.start();

    lines.doAppend(saying("one"));
    lines.stop();

    assertThat(written.text()).isEqualTo("[INFO] one" + System.lineSeparator());
  }

  private static BatchedLines started(OutputStream target) {
    var lines = new BatchedLines(() -> target);
    lines.start();
    return lines;
  }

  private static LoggingEvent saying(String line) {
    return new LoggingEvent("test", LOGGER, Level.INFO, line, null, null);
  }

  /** A terminal that may hang until somebody lets it go. */
  private static final class Recorded extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch hanging;
    private volatile int writes;

    Recorded() {
      this(new CountDownLatch(0));
    }

    Recorded(CountDownLatch hanging) {
      this.hanging = hanging;
    }

    synchronized String text() {
      return bytes.toString(UTF_8);
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) {
      try {
        hanging.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      record(some, from, length);
    }

    private synchronized void record(byte[] some, int from, int length) {
      writes++;
      bytes.write(some, from, length);
    }
  }
}
