package io.plusgate.store.embedded;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Filter;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/**
 * How RocksDB is set up: everything it keeps in memory comes out of one bounded cache, write
 * buffers, filters and indexes included.
 */
final class Tuning implements AutoCloseable {
  private static final long KILOBYTE = 1024;
  private static final long MEGABYTE = 1024 * KILOBYTE;
  private static final long CACHE = 24 * MEGABYTE;
  private static final long WRITE_BUFFERS = 16 * MEGABYTE;

  /** What a crash leaves to be read again at the next start. */
  private static final long WAL = 32 * MEGABYTE;

  /**
   * Tables that may wait before they are merged. Merging was a third of all processor time at
   * RocksDB's four; each waiting table is one more filter to ask, which is cheaper.
   */
  private static final int UNMERGED = 10;

  private static final int OPEN_FILES = 256;
  private static final int FILTER_BITS = 10;

  private final List<RocksObject> owned = new ArrayList<>();
  private final Cache cache = own(new LRUCache(CACHE, 2));
  private final WriteBufferManager writeBuffers =
      own(new WriteBufferManager(WRITE_BUFFERS, cache, false));
  private final Filter filter = own(new BloomFilter(FILTER_BITS));

  DBOptions database() {
    return own(new DBOptions())
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setWriteBufferManager(writeBuffers)
        .setMaxTotalWalSize(WAL)
        // A torn tail is a write nobody was told of; a hole before it is damage and must be seen.
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setAllowConcurrentMemtableWrite(false)
        .setEnableWriteThreadAdaptiveYield(false)
        .setMaxBackgroundJobs(2)
        .setMaxOpenFiles(OPEN_FILES)
        .setSkipStatsUpdateOnDbOpen(true)
        .setCompactionReadaheadSize(256 * KILOBYTE)
        .setWritableFileMaxBufferSize(256 * KILOBYTE)
        .setBytesPerSync(MEGABYTE)
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(MEGABYTE)
        .setKeepLogFileNum(2);
  }

  /** What the folder has, what we need, and these: nothing is opened without the rest of it. */
  List<ColumnFamilyDescriptor> families(Path folder, Set<String> more) throws RocksDBException {
    var descriptors = new HashMap<String, ColumnFamilyDescriptor>();
    for (String name : more) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      descriptors.put(name, new ColumnFamilyDescriptor(bytes, unknownFamily()));
    }
    try (var options = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
        descriptors.put(
            new String(name, StandardCharsets.UTF_8),
            new ColumnFamilyDescriptor(name, unknownFamily()));
      }
    }
    for (var kind : Kind.values()) {
      descriptors.put(
          new String(kind.family(), StandardCharsets.UTF_8),
          new ColumnFamilyDescriptor(kind.family(), family(kind.access())));
    }
    return List.copyOf(descriptors.values());
  }

  ColumnFamilyOptions family(Kind.Access access) {
    var options =
        own(new ColumnFamilyOptions())
            .setWriteBufferSize(8 * MEGABYTE)
            .setArenaBlockSize(128 * KILOBYTE)
            .setMaxWriteBufferNumber(3)
            .setLevel0FileNumCompactionTrigger(UNMERGED)
            .setTargetFileSizeBase(32 * MEGABYTE)
            .setMaxBytesForLevelBase(64 * MEGABYTE);
    var table = table();
    return switch (access) {
      case FEW -> options.setTableFormatConfig(table);
      case APPENDED ->
          options
              .setCompressionType(CompressionType.LZ4_COMPRESSION)
              .setTableFormatConfig(table.setBlockSize(16 * KILOBYTE));
      case RANDOM ->
          findable(options)
              .setCompressionType(CompressionType.LZ4_COMPRESSION)
              .setTableFormatConfig(filtered(table));
      case RANDOM_DIGEST ->
          findable(options)
              .setCompressionType(CompressionType.NO_COMPRESSION)
              .setTableFormatConfig(filtered(table));
    };
  }

  /** Options for rows of a kind that this program does not know. */
  ColumnFamilyOptions unknownFamily() {
    return own(new ColumnFamilyOptions()).setTableFormatConfig(table());
  }

  /**
   * Most keys that are looked for are new: a filter says so before the write buffer is searched.
   */
  private static ColumnFamilyOptions findable(ColumnFamilyOptions options) {
    return options.setMemtablePrefixBloomSizeRatio(0.05).setMemtableWholeKeyFiltering(true);
  }

  private BlockBasedTableConfig table() {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setBlockSize(4 * KILOBYTE)
        .setFormatVersion(5)
        .setCacheIndexAndFilterBlocks(true)
        .setCacheIndexAndFilterBlocksWithHighPriority(true)
        .setPinL0FilterAndIndexBlocksInCache(true);
  }

  /**
   * Filters and indexes in pages, so that fifty million random keys need no memory of their own.
   */
  private BlockBasedTableConfig filtered(BlockBasedTableConfig table) {
    return table
        .setFilterPolicy(filter)
        .setIndexType(IndexType.kTwoLevelIndexSearch)
        .setPartitionFilters(true)
        .setMetadataBlockSize(4 * KILOBYTE)
        .setPinTopLevelIndexAndFilter(true)
        .setWholeKeyFiltering(true);
  }

  private <T extends RocksObject> T own(T object) {
    owned.add(object);
    return object;
  }

  @Override
  public void close() {
    for (int last = owned.size() - 1; last >= 0; last--) {
      owned.get(last).close();
    }
  }
}
