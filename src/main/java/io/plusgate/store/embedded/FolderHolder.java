package io.plusgate.store.embedded;

import io.plusgate.store.StoreRefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Tells whether a process has a store's folder open, without opening the store. */
public final class FolderHolder {
  /** RocksDB's own. */
  static final String LOCK = "LOCK";

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

  /**
   * Keeps every gateway out of a folder until it is closed.
   *
   * @throws StoreRefusedException when one has it open
   */
  public static Held hold(Path folder) {
    Path file = folder.resolve(LOCK);
    try {
      var channel = FileChannel.open(file, StandardOpenOption.WRITE);
      var lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw FolderOwner.held(folder);
      }
      return new Held(channel, lock);
    } catch (IOException unlocked) {
      throw new StoreRefusedException(
          file + ": " + unlocked + " (expected: a file we may lock, so that no gateway starts)",
          unlocked);
    }
  }

  /** The same where there may be no store, and so nobody who has it; also under another name. */
  public static Closeable keepOut(Path folder) {
    return Files.exists(folder.resolve(LOCK)) ? hold(folder) : () -> {};
  }

  /** A folder that no gateway can open. */
  public static final class Held implements Closeable {
    private final FileChannel channel;
    private final FileLock lock;

    private Held(FileChannel channel, FileLock lock) {
      this.channel = channel;
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      lock.release();
      channel.close();
    }
  }
}
