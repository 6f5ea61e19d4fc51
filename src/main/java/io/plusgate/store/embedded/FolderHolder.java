package io.plusgate.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Tells whether a process has a store's folder open, without opening the store. */
public final class FolderHolder {
  /** RocksDB's own. */
  private static final String LOCK = "LOCK";

  private FolderHolder() {}

  /** Who has it open; nothing when nobody does, or when no store is there. */
  public static Optional<String> of(Path folder) {
    Path file = folder.resolve(LOCK);
    if (!Files.isWritable(file)) {
      return Optional.empty();
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      return lock == null ? Optional.of(FolderOwner.name(folder)) : Optional.empty();
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }
}
