package io.plusgate.store.embedded;

import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database that stays while the disk comes and goes: after a failed write it is closed, and
 * opened again when it is next needed.
 *
 * <p>RocksDB refuses every write after a failed one until it is opened anew; doing so reads the log
 * again, so that nothing that was promised is missing. Only the writer thread opens and closes.
 */
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** Opening costs a few milliseconds: with a dead disk, callers must not make it spin. */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

  private static final int OPENINGS = 5;

  /** So much is read again at each start; of more only what is needed, when it is needed. */
  private static final long READ_AT_START = 512L * 1024 * 1024;

  private final Path folder;
  private final boolean readOnly;
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private @Nullable Database database;
  private long lastAttempt;

  Engine(Path folder) {
    this(folder, false);
    createFolder();
    open();
    refuseDamage();
  }

  private Engine(Path folder, boolean readOnly) {
    this.folder = folder.toAbsolutePath();
    this.readOnly = readOnly;
  }

  /** For looking only, beside whoever writes; sees nothing that is written later. */
  static Engine asItIsNow(Path folder) {
    var engine = new Engine(folder, true);
    engine.openToRead();
    return engine;
  }

  /** Lets many look at committed rows at once. */
  <T> T read(Function<Database, T> reader) {
    life.readLock().lock();
    try {
      return reader.apply(opened());
    } finally {
      life.readLock().unlock();
    }
  }

  /** The same without ever waiting for the one who opens and closes; nothing while he does. */
  <T> Optional<T> readAtOnce(Function<Database, T> reader) {
    if (!life.readLock().tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(opened()));
    } finally {
      life.readLock().unlock();
    }
  }

  /** The database, opened again if it has to be; for the writer only. */
  Database forWriting() {
    if (database == null) {
      reopen();
    }
    return opened();
  }

  /** Closes after a failed write; the next one opens again. */
  void giveUp() {
    life.writeLock().lock();
    try {
      if (database != null) {
        database.close();
        database = null;
        lastAttempt = System.nanoTime();
      }
    } finally {
      life.writeLock().unlock();
    }
  }

  private void reopen() {
    if (System.nanoTime() - lastAttempt < BETWEEN_ATTEMPTS.toNanos()) {
      throw down();
    }
    lastAttempt = System.nanoTime();
    life.writeLock().lock();
    try {
      open();
      LOG.info("store opened again path={}", folder);
    } catch (StoreRefusedException stillDown) {
      throw new StoreUnavailableException("store.path: " + folder + " " + stillDown.getMessage());
    } finally {
      life.writeLock().unlock();
    }
  }

  private void open() {
    try {
      var opened = Database.open(folder);
      try {
        Schema.check(folder, opened);
      } catch (RuntimeException refused) {
        opened.close();
        throw refused;
      }
      database = opened;
      FolderOwner.write(folder);
    } catch (RocksDBException failed) {
      throw FolderOwner.refusal(folder, failed);
    }
  }

  /** A bit that has turned is better found before the first call than in the middle of one. */
  private void refuseDamage() {
    try {
      if (opened().tableBytes() <= READ_AT_START) {
        opened().verifyChecksums();
      }
    } catch (StoreUnavailableException damaged) {
      giveUp();
      throw new StoreRefusedException(
          FolderOwner.unreadable(folder, String.valueOf(damaged.getMessage())), damaged);
    }
  }

  /**
   * The writer deletes tables that it has merged: one that goes between being listed and being
   * opened makes the opening fail, and the next one has the merged table instead.
   */
  private void openToRead() {
    for (int attempt = 1; database == null; attempt++) {
      try {
        var opened = Database.openToRead(folder);
        try {
          Schema.verify(folder, opened);
        } catch (RuntimeException refused) {
          opened.close();
          throw refused;
        }
        database = opened;
      } catch (RocksDBException failed) {
        if (attempt == OPENINGS) {
          throw new StoreRefusedException(
              "store.path: %s (expected: a gateway's store): %s"
                  .formatted(folder, Reason.of(folder, failed)),
              failed);
        }
      }
    }
  }

  private Database opened() {
    if (database == null) {
      throw down();
    }
    return database;
  }

  private StoreUnavailableException down() {
    return new StoreUnavailableException(
        "store.path: " + folder + " is closed after a failed write (expected: a working disk)");
  }

  private void createFolder() {
    try {
      if (!Files.isDirectory(folder)) {
        var onlyUs = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(onlyUs));
      }
    } catch (IOException failed) {
      throw new StoreRefusedException(
          "store.path: " + folder + " (expected: a folder we may make and write to)", failed);
    }
  }

  @Override
  public void close() {
    try {
      if (database != null && !readOnly) {
        database.flush();
      }
    } catch (StoreUnavailableException logged) {
      // Nothing is lost: the log has it all, the next start takes longer.
      LOG.warn("store closed without its last flush path={}", folder, logged);
    }
    giveUp();
  }
}
