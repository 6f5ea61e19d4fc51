package io.plusgate.store.embedded;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactionOptions;
import org.rocksdb.LevelMetaData;
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
  private static final long MEGABYTE = 1024 * 1024;
  private static final long SMALL = 8 * MEGABYTE;
  private static final long MERGED = 32 * MEGABYTE;
  private static final int TOGETHER = 16;

  /** A path of the database's own choice. */
  private static final int ANY_PATH = -1;

  private SmallTables() {}

  /**
   * Merges the first that there are enough of, and nothing else; blocks while it does, for at most
   * {@value #TOGETHER} times 8 MB. Readers and the writer go on.
   *
   * @return whether there were any
   */
  static boolean merge(RocksDB db, List<ColumnFamilyHandle> families) throws RocksDBException {
    for (var family : families) {
      for (var level : db.getColumnFamilyMetaData(family).levels()) {
        var found = level.level() == 0 ? List.<SstFileMetaData>of() : neighbours(level);
        if (!found.isEmpty()) {
          merge(db, family, level.level(), found);
          return true;
        }
      }
    }
    return false;
  }

  private static void merge(
      RocksDB db, ColumnFamilyHandle family, int level, List<SstFileMetaData> tables)
      throws RocksDBException {
    var names = tables.stream().map(SstFileMetaData::fileName).toList();
    // These tables by name: a compaction of their range would take what lies below them along,
    // which for random keys is everything.
    try (var options = new CompactionOptions().setOutputFileSizeLimit(MERGED)) {
      db.compactFiles(options, family, names, level, ANY_PATH, null);
    }
  }

  /** As many as are merged at once, next to each other by their keys, or none. */
  private static List<SstFileMetaData> neighbours(LevelMetaData level) {
    List<SstFileMetaData> row = new ArrayList<>();
    for (var table : level.files()) {
      if (table.size() >= SMALL || table.beingCompacted()) {
        row.clear();
      } else {
        row.add(table);
      }
      if (row.size() == TOGETHER) {
        return row;
      }
    }
    return List.of();
  }
}
