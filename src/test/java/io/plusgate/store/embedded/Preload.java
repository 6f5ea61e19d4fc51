package io.plusgate.store.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import org.rocksdb.RocksDBException;

/** Fills a folder with receipts nobody will ask for again, faster than the store would. */
public final class Preload {
  private static final int AT_ONCE = 5_000;

  private Preload() {}

  public static void receipts(Path folder, long count) throws RocksDBException {
    var random = new Random();
    try (var database = Database.open(folder)) {
      for (long done = 0; done < count; done += AT_ONCE) {
        var changes = new ArrayList<Database.Change>(AT_ONCE);
        for (int next = 0; next < AT_ONCE; next++) {
          changes.add(new Database.Change(Kind.RECEIPTS, bytes(random), bytes(random)));
        }
        database.write(changes);
      }
    }
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return bytes;
  }
}
