package io.plusgate.store.embedded;

import io.plusgate.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** One opened RocksDB folder: committed rows out, whole batches in. */
final class Database implements View, DiskDebt.Disk, AutoCloseable {
  private final Tuning tuning;
  private final RocksDB db;
  private final List<ColumnFamilyHandle> families;
  private final Map<String, ColumnFamilyHandle> byName = new HashMap<>();
  private final Map<Kind, ColumnFamilyHandle> familyOf = new EnumMap<>(Kind.class);

  /** Asking RocksDB for each row would be a call into native code each. */
  private final Map<Kind, Integer> idOf = new EnumMap<>(Kind.class);

  private final FirstKeys firstKeys = new FirstKeys();
  private final ReadOptions reading = new ReadOptions();
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final WriteOptions logged = new WriteOptions();

  private Database(Tuning tuning, RocksDB db, List<ColumnFamilyHandle> families)
      throws RocksDBException {
    this.tuning = tuning;
    this.db = db;
    this.families = families;
    for (var family : families) {
      byName.put(new String(family.getName(), StandardCharsets.UTF_8), family);
    }
    for (var kind : Kind.values()) {
      var family = byName.get(new String(kind.family(), StandardCharsets.UTF_8));
      if (family != null) {
        familyOf.put(kind, family);
        idOf.put(kind, family.getID());
      }
    }
  }

  static void loadNativeCode() {
    RocksDB.loadLibrary();
  }

  /** Opens the folder, making what is not there yet; families we don't know are opened with it. */
  static Database open(Path folder) throws RocksDBException {
    return open(folder, Set.of());
  }

  /** The same, and these families are there as well. */
  static Database open(Path folder, Set<String> more) throws RocksDBException {
    RocksDB.loadLibrary();
    var tuning = new Tuning();
    try {
      var descriptors = tuning.families(folder, more);
      var handles = new ArrayList<ColumnFamilyHandle>();
      var db = RocksDB.open(tuning.database(), folder.toString(), descriptors, handles);
      return new Database(tuning, db, handles);
    } catch (RocksDBException | RuntimeException failed) {
      tuning.close();
      throw failed;
    }
  }

  /**
   * The folder as it is now, without its lock. Every table is opened at once: a deleted file that
   * is open can still be read.
   */
  static Database openToRead(Path folder) throws RocksDBException {
    RocksDB.loadLibrary();
    var tuning = new Tuning();
    try {
      var descriptors = tuning.families(folder, Set.of());
      var handles = new ArrayList<ColumnFamilyHandle>();
      var options = tuning.database().setMaxOpenFiles(-1);
      var db = RocksDB.openReadOnly(options, folder.toString(), descriptors, handles);
      return new Database(tuning, db, handles);
    } catch (RocksDBException | RuntimeException failed) {
      tuning.close();
      throw failed;
    }
  }

  @Override
  public byte @Nullable [] get(Kind kind, byte[] key) {
    try {
      return db.get(family(kind), reading, key);
    } catch (RocksDBException failed) {
      throw unavailable("read", failed);
    }
  }

  @Override
  public List<Row> scan(Kind kind, byte[] from, byte[] to, int limit) {
    var rows = new ArrayList<Row>();
    try (var end = new Slice(to);
        var options = new ReadOptions().setIterateUpperBound(end);
        var rowIterator = db.newIterator(family(kind), options)) {
      for (rowIterator.seek(from);
          rowIterator.isValid() && rows.size() < limit;
          rowIterator.next()) {
        rows.add(new Row(rowIterator.key(), rowIterator.value()));
      }
      rowIterator.status();
      return rows;
    } catch (RocksDBException failed) {
      throw unavailable("read", failed);
    }
  }

  /** The last rows whose keys are in {@code [from, to)}, the last one first. */
  List<Row> scanBack(Kind kind, byte[] from, byte[] to, int limit) {
    var rows = new ArrayList<Row>();
    try (var start = new Slice(from);
        var end = new Slice(to);
        var options = new ReadOptions().setIterateLowerBound(start).setIterateUpperBound(end);
        var rowIterator = db.newIterator(family(kind), options)) {
      for (rowIterator.seekToLast();
          rowIterator.isValid() && rows.size() < limit;
          rowIterator.prev()) {
        rows.add(new Row(rowIterator.key(), rowIterator.value()));
      }
      rowIterator.status();
      return rows;
    } catch (RocksDBException failed) {
      throw unavailable("read", failed);
    }
  }

  /** All that the folder has, those that this program does not know included. */
  Set<String> familyNames() {
    return new TreeSet<>(byName.keySet());
  }

  /** Every row of a family, in the order of the keys. */
  void each(String family, Consumer<Row> look) {
    try (var options = new ReadOptions().setFillCache(false);
        var rowIterator = db.newIterator(named(family), options)) {
      for (rowIterator.seekToFirst(); rowIterator.isValid(); rowIterator.next()) {
        look.accept(new Row(rowIterator.key(), rowIterator.value()));
      }
      rowIterator.status();
    } catch (RocksDBException failed) {
      throw unavailable("read", failed);
    }
  }

  /** Writes rows that nobody relies on before {@link #flush}. */
  void load(String family, List<Row> rows) {
    var bytes = new BatchBytes();
    int id = named(family).getID();
    rows.forEach(row -> bytes.put(id, row.key(), row.value()));
    try (var unlogged = new WriteOptions().setDisableWAL(true)) {
      write(bytes, unlogged);
    }
  }

  /** What all tables weigh. */
  long tableBytes() {
    return db.getLiveFilesMetaData().stream().mapToLong(table -> table.size()).sum();
  }

  /** Reads every block of every table, those that no row needs included. */
  void verifyChecksums() {
    try {
      db.verifyChecksum();
    } catch (RocksDBException failed) {
      throw unavailable("read", failed);
    }
  }

  private ColumnFamilyHandle named(String family) {
    return Objects.requireNonNull(byName.get(family));
  }

  FirstKeys firstKeys() {
    return firstKeys;
  }

  @Override
  public void write(Iterable<Change> changes) {
    write(changes, synced);
  }

  @Override
  public void writeAhead(Iterable<Change> changes) {
    write(changes, logged);
  }

  @Override
  public void sync() {
    try {
      db.syncWal();
    } catch (RocksDBException failed) {
      throw unavailable("write", failed);
    }
  }

  private void write(Iterable<Change> changes, WriteOptions how) {
    var rows = new BatchBytes();
    for (var change : changes) {
      byte[] value = change.value();
      int family = id(change.kind());
      if (value == null) {
        rows.delete(family, change.key());
      } else {
        rows.put(family, change.key(), value);
      }
    }
    write(rows, how);
  }

  private void write(BatchBytes rows, WriteOptions how) {
    try (var batch = new WriteBatch(rows.toBytes())) {
      db.write(how, batch);
    } catch (RocksDBException failed) {
      throw unavailable("write", failed);
    }
  }

  /** A row as it shall be; a null value takes it away. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Change(Kind kind, byte[] key, byte @Nullable [] value) {}

  private ColumnFamilyHandle family(Kind kind) {
    return opened(kind, familyOf.get(kind));
  }

  private int id(Kind kind) {
    return opened(kind, idOf.get(kind));
  }

  private static <T> T opened(Kind kind, @Nullable T family) {
    if (family == null) {
      throw new IllegalStateException("store.embedded: " + kind + " (expected: an opened family)");
    }
    return family;
  }

  /** Moves what only the log holds into tables, so that the next start has no log to read again. */
  void flush() {
    try (var waiting = new FlushOptions().setWaitForFlush(true)) {
      db.flush(waiting, families);
    } catch (RocksDBException failed) {
      throw unavailable("write", failed);
    }
  }

  /** Whether some of the tables are small ones that were merged; there may be more of them. */
  boolean mergeSmallTables() {
    try {
      return SmallTables.merge(db, families);
    } catch (RocksDBException failed) {
      throw unavailable("write", failed);
    }
  }

  private static StoreUnavailableException unavailable(String action, RocksDBException failed) {
    return new StoreUnavailableException(
        "store." + action + ": " + failed.getMessage() + " (expected: a working disk)", failed);
  }

  @Override
  public void close() {
    reading.close();
    synced.close();
    logged.close();
    families.forEach(ColumnFamilyHandle::close);
    db.close();
    tuning.close();
  }
}
