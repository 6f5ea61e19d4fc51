package io.plusgate.store.embedded;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/** Why RocksDB does not open a folder, always with the name of the file that it is about. */
final class Reason {
  private static final Pattern FILE = Pattern.compile("\\.sst|\\.log|MANIFEST|CURRENT|LOCK");

  private Reason() {}

  static String of(Path folder, RocksDBException failed) {
    String reason = String.valueOf(failed.getMessage());
    // Of a damaged log RocksDB says only that, not which it is.
    return FILE.matcher(reason).find() ? reason : reason + " in the log (" + logs(folder) + ")";
  }

  /** Those that hold something; mostly it is one. */
  private static String logs(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".log") && file.toFile().length() > 0)
          .map(file -> file.getFileName().toString())
          .sorted()
          .collect(joining(", "));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
