package io.plusgate.store.embedded;

import io.plusgate.store.StoreRefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The version of everything in the folder; a folder of a newer program is left alone.
 *
 * <p>2: a payment has its place in a trace. Rows of version 1 are read, and written anew as they
 * change.
 */
final class Schema {
  static final int VERSION = 2;

  private static final byte[] KEY = "schema".getBytes(StandardCharsets.UTF_8);

  private Schema() {}

  /**
   * Writes our version into a new or an older folder, so that an older program leaves it alone, and
   * refuses one that a newer program has written.
   */
  static void check(Path folder, Database database) {
    if (database.get(Kind.META, KEY) != null) {
      verify(folder, database);
    }
    write(database, VERSION);
  }

  /** Refuses a folder that a newer program has written, and one that is no store's. */
  static void verify(Path folder, Database database) {
    byte[] stored = database.get(Kind.META, KEY);
    if (stored == null) {
      throw new StoreRefusedException(
          "store.path: %s has no schema (expected: a gateway's store)".formatted(folder));
    }
    int version = stored.length == Integer.BYTES ? ByteBuffer.wrap(stored).getInt() : -1;
    if (version < 1 || version > VERSION) {
      throw new StoreRefusedException(
          "store.path: %s has schema %d (expected: at most %d; a newer Plusgate wrote it)"
              .formatted(folder, version, VERSION));
    }
  }

  static void write(Database database, int version) {
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt(version).array();
    database.write(List.of(new Database.Change(Kind.META, KEY, value)));
  }
}
