package io.plusgate.store.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.config.InquiryConfig;
import io.plusgate.payment.Arbiter;
import io.plusgate.store.embedded.Database.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.CompactionOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileMetaData;

/** What is only ever appended to leaves few files behind, however long a gateway runs. */
class SmallTablesTest {
  private static final int FLUSHES = 60;

  @TempDir private Path folder;

  @Test
  void appendedRowsEndInFewTablesAndNoneIsMissing() throws Exception {
    try (var database = Database.open(folder)) {
      append(database);
      await().atMost(30, SECONDS).until(() -> database.mergeSmallTables());
      await().atMost(30, SECONDS).until(() -> !database.mergeSmallTables());

      await().atMost(30, SECONDS).until(() -> tables() < FLUSHES / 2);
      byte[] from = Keys.number(0);
      byte[] to = Keys.number(Long.MAX_VALUE);
      assertThat(database.scan(Kind.TIMELINE, from, to, 2 * FLUSHES)).hasSize(FLUSHES);
    }
  }

  @Test
  void aStoreThatIsLookedAfterMergesThemByItself() throws Exception {
    finish(store());
    try (var database = Database.open(folder)) {
      append(database);
    }
    assertThat(tables()).isGreaterThan(FLUSHES / 2);

    var store = store();
    await()
        .atMost(30, SECONDS)
        .until(
            () -> {
              store.prunePayloads(Instant.EPOCH, 1).toCompletionStage().toCompletableFuture().get();
              return tables() < FLUSHES / 2;
            });
    finish(store);
  }

  @Test
  void aFewTablesAreLeftAlone() throws RocksDBException {
    try (var database = Database.open(folder)) {
      database.write(List.of(new Change(Kind.TIMELINE, Keys.number(1), new byte[100])));
      database.flush();

      assertThat(database.mergeSmallTables()).isFalse();
    }
  }

  @Test
  void whatLiesBelowThemStaysAsItIs() throws RocksDBException {
    RocksDB.loadLibrary();
    try (var options = new Options().setCreateIfMissing(true).setDisableAutoCompactions(true);
        var db = RocksDB.open(options, folder.toString())) {
      for (int number = 0; number < 20; number++) {
        db.put(Keys.number(number), new byte[100]);
      }
      moveDown(db, 6);
      var below = names(db, 6);
      for (int number = 0; number < 16; number++) {
        db.put(Keys.number(number), new byte[100]);
        moveDown(db, 5);
      }
      assertThat(names(db, 5)).hasSize(16);

      assertThat(SmallTables.merge(db, List.of(db.getDefaultColumnFamily()))).isTrue();

      assertThat(names(db, 5)).hasSize(1);
      assertThat(names(db, 6)).isEqualTo(below).hasSize(1);
    }
  }

  private static void moveDown(RocksDB db, int level) throws RocksDBException {
    try (var waiting = new FlushOptions().setWaitForFlush(true);
        var options = new CompactionOptions()) {
      db.flush(waiting);
      db.compactFiles(options, names(db, 0), level, -1, null);
    }
  }

  private static List<String> names(RocksDB db, int level) {
    return db.getColumnFamilyMetaData().levels().get(level).files().stream()
        .map(SstFileMetaData::fileName)
        .toList();
  }

  private static void append(Database database) {
    for (int number = 1; number <= FLUSHES; number++) {
      database.write(List.of(new Change(Kind.TIMELINE, Keys.number(number), new byte[100])));
      database.flush();
    }
  }

  private EmbeddedStore store() {
    return EmbeddedStore.open(
        folder, new Random(9), new Arbiter(InquiryConfig.defaults().policy()));
  }

  private static void finish(EmbeddedStore store) throws Exception {
    store.close().toCompletionStage().toCompletableFuture().get(30, SECONDS);
  }

  private int tables() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.filter(file -> file.toString().endsWith(".sst")).count();
    }
  }
}
