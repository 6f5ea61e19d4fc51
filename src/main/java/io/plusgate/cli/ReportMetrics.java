package io.plusgate.cli;

import io.plusgate.metrics.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * What the report watch says to Prometheus: a file for the node exporter's textfile collector,
 * because the watch is a process of its own and listens nowhere.
 */
final class ReportMetrics {
  private final Path file;
  private final Path unfinished;

  /** Fails when the file can never be written, so that this is known at the start. */
  ReportMetrics(Path file) {
    var folder = file.toAbsolutePath().getParent();
    if (!file.toString().endsWith(".prom") || folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--metrics: " + file + " (expected: a file NAME.prom in a folder that is there)");
    }
    this.file = file;
    this.unfinished = folder.resolve(file.getFileName() + ".tmp"); // the collector reads *.prom
  }

  /** Replaces the file as a whole: the collector may read it at any time. */
  void write(boolean missing, Instant looked) throws IOException {
    String text =
        gauge(Meter.REPORTS_MISSING, missing ? 1 : 0)
            + gauge(Meter.REPORTS_LAST_LOOK, looked.getEpochSecond());
    Files.writeString(unfinished, text);
    readableByTheCollector();
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** It is another user's process, whatever our umask says; nothing here is of any payment. */
  private void readableByTheCollector() throws IOException {
    if (unfinished.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private static String gauge(Meter meter, long value) {
    String name = meter.exposedName();
    return "# HELP %s %s\n# TYPE %1$s gauge\n%1$s %d\n".formatted(name, meter.help(), value);
  }
}
