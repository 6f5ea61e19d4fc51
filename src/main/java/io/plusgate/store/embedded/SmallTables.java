package io.plusgate.store.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileMetaData;

/**
 * Merges neighbouring small tables of a family whose keys mostly grow, as numbers do.
 *
 * <p>Such tables do not overlap, so RocksDB moves each one down as it was flushed and never merges
 * it: a quarter of a megabyte for every 32 MB of log, tens of thousands of files after some weeks,
 * each to be listed, opened and backed up.
 */
final class SmallTables {
  private static final long SMALL = 8L * 1024 * 1024;
  private static final int TOGETHER = 16;

  private SmallTables() {}

  /**
   * Merges the first that there are enough of; blocks while it does, for at most {@value #TOGETHER}
   * times 8 MB. Readers and the writer go on.
   *
   * @return whether there were any
   */
  static boolean merge(RocksDB db, List<ColumnFamilyHandle> families) throws RocksDBException {
    for (var family : families) {
      var found = neighbours(db, family);
      if (found.isPresent()) {
        merge(db, family, found.get());
        return true;
      }
    }
    return false;
  }

  private static void merge(RocksDB db, ColumnFamilyHandle family, List<SstFileMetaData> neighbours)
      throws RocksDBException {
    byte[] from = neighbours.get(0).smallestKey();
    byte[] to = neighbours.get(neighbours.size() - 1).largestKey();
    try (var options =
        new CompactRangeOptions()
            .setExclusiveManualCompaction(false)
            .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
      db.compactRange(family, from, to, options);
    }
  }

  /** In the order of their keys; those just flushed (level 0) overlap, and are merged anyway. */
  private static Optional<List<SstFileMetaData>> neighbours(RocksDB db, ColumnFamilyHandle family) {
    for (var level : db.getColumnFamilyMetaData(family).levels()) {
      List<SstFileMetaData> row = new ArrayList<>();
      for (var table : level.level() == 0 ? List.<SstFileMetaData>of() : level.files()) {
        if (table.size() >= SMALL || table.beingCompacted()) {
          row.clear();
        } else {
          row.add(table);
        }
        if (row.size() == TOGETHER) {
          return Optional.of(row);
        }
      }
    }
    return Optional.empty();
  }
}
