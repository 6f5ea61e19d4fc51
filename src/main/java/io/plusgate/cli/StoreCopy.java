package io.plusgate.cli;

import io.plusgate.store.copy.Facts;
import io.plusgate.store.copy.Kept;
import io.plusgate.store.copy.Part;
import io.plusgate.store.copy.Tally;
import io.plusgate.store.embedded.FolderRows;
import io.plusgate.store.postgres.DatabaseCopy;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Carries every row of a folder into an empty database, and compares both before it counts. */
final class StoreCopy {
  private static final int BATCH_ROWS = 1_000;
  private static final int BATCH_BYTES = 1024 * 1024;

  private final FolderRows folder;
  private final DatabaseCopy database;
  private final Progress progress;

  StoreCopy(FolderRows folder, DatabaseCopy database, Progress progress) {
    this.folder = folder;
    this.database = database;
    this.progress = progress;
  }

  /** What each side holds, read after everything was written. */
  record Compared(Tally folder, Facts folderFacts, Tally database, Facts databaseFacts) {
    boolean isSame() {
      return folderFacts.equals(databaseFacts)
          && List.of(Part.values()).stream().allMatch(this::isSame);
    }

    boolean isSame(Part part) {
      return folder.of(part).equals(database.of(part));
    }
  }

  /** It is in the database for good only if both sides are the same. */
  Compared run() {
    var facts = folder.facts();
    for (var part : Part.values()) {
      eachBatch(part, batch -> database.write(part, batch));
    }
    Blocking.reach(database.finish(facts));
    var compared =
        new Compared(
            tallyOfFolder(), facts, tallyOfDatabase(facts), Blocking.reach(database.facts()));
    if (compared.isSame()) {
      Blocking.reach(database.commit());
    }
    return compared;
  }

  private Tally tallyOfFolder() {
    var tally = new Tally();
    for (var part : Part.values()) {
      eachBatch(
          part,
          batch -> {
            batch.forEach(tally::add);
            return database.stay();
          });
    }
    return tally;
  }

  private Tally tallyOfDatabase(Facts facts) {
    var tally = new Tally();
    for (var part : Part.values()) {
      var reading = Blocking.reach(database.read(part, facts));
      for (var rows = Blocking.reach(reading.next());
          !rows.isEmpty();
          rows = Blocking.reach(reading.next())) {
        rows.forEach(tally::add);
        progress.add(rows.size());
      }
    }
    return tally;
  }

  private void eachBatch(Part part, Work work) {
    var batch = new Batch(work);
    folder.each(part, batch::add);
    batch.done();
  }

  /** What is done with some rows before the next ones are read. */
  private interface Work {
    Future<Void> with(List<Kept> rows);
  }

  /** Rows until there are enough of them, by number or by weight. */
  private final class Batch {
    private final Work work;
    private List<Kept> rows = new ArrayList<>();
    private int bytes;

    Batch(Work work) {
      this.work = work;
    }

    void add(Kept row) {
      rows.add(row);
      bytes += row.weight();
      if (rows.size() == BATCH_ROWS || bytes > BATCH_BYTES) {
        done();
      }
    }

    void done() {
      if (!rows.isEmpty()) {
        Blocking.reach(work.with(rows));
        progress.add(rows.size());
        rows = new ArrayList<>();
        bytes = 0;
      }
    }
  }
}
