package io.plusgate.store.embedded;

import io.plusgate.store.StoreRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says who holds a folder, so that the second gateway's refusal names the first. */
final class FolderOwner {
  private static final Logger LOG = LoggerFactory.getLogger(FolderOwner.class);
  private static final String FILE = "OWNER";

  /** Asked of the kernel, not of DNS, which may take seconds. */
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private FolderOwner() {}

  /** Leaves our name; RocksDB's own lock is what keeps others out. */
  static void write(Path folder) {
    try {
      Files.writeString(folder.resolve(FILE), ourselves());
    } catch (IOException nameless) {
      LOG.warn("store owner not written path={} cause={}", folder, nameless.toString());
    }
  }

  static StoreRefusedException refusal(Path folder, RocksDBException failed) {
    String reason = Reason.of(folder, failed);
    // By the file, not by the word: a damaged "block" has it too.
    boolean isHeld = reason.contains(folder.resolve(FolderHolder.LOCK).toString());
    return new StoreRefusedException(isHeld ? heldBy(folder) : unreadable(folder, reason), failed);
  }

  /** Damage is for a person: nothing is mended, and nothing thrown away, by ourselves. */
  static String unreadable(Path folder, String reason) {
    return ("store.path: %s cannot be opened: %s (expected: a readable store; change nothing in it,"
            + " plusgate store check --folder %s says what is damaged, docs/operations.md what to"
            + " do)")
        .formatted(folder, reason, folder);
  }

  static StoreRefusedException held(Path folder) {
    return new StoreRefusedException(heldBy(folder));
  }

  private static String heldBy(Path folder) {
    return "store.path: %s is held by %s (expected: a folder that no other gateway has open)"
        .formatted(folder, name(folder));
  }

  private static String ourselves() throws IOException {
    var process = ProcessHandle.current();
    var since = process.info().startInstant().map(Instant::toString).orElse("an unknown time");
    var host = Files.isReadable(HOST_NAME) ? Files.readString(HOST_NAME).strip() : "this host";
    return "process " + process.pid() + " on " + host + " since " + since;
  }

  /** The name that was left by who opened it last. */
  static String name(Path folder) {
    try {
      return Files.readString(folder.resolve(FILE));
    } catch (IOException unnamed) {
      return "another process";
    }
  }
}
