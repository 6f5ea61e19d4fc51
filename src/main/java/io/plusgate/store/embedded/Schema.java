package io.plusgate.store.embedded;

import io.plusgate.store.StoreRefusedException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The version of everything in the folder, and the oldest program that can read it all the same; a
 * folder that we can't read is left alone.
 *
 * <p>A version that only adds (families, rows of new names, fields behind those of a row) stays
 * readable for the one before it, which goes without them. One that changes what is there names
 * itself as the oldest reader.
 *
 * <p>2: a payment has its place in a trace. Rows of version 1 are read, and written anew as they
 * change; a program of version 1 can't read them.
 */
final class Schema {
  static final int VERSION = 2;

  /** The oldest program that can read what this one writes. */
  static final int OLDEST_READER = 2;

  private static final byte[] KEY = Keys.meta("schema");
  private static final byte[] READER = Keys.meta("oldest reader");

  private Schema() {}

  /**
   * Writes our version into a new or an older folder, so that a program that can't read it leaves
   * it alone, and refuses one that we can't read. A newer one that we can stays what it is.
   */
  static void check(Path folder, Database database) {
    boolean isNewer = false;
    if (database.get(Kind.META, KEY) != null) {
      verify(folder, database);
      isNewer = number(database, KEY) > VERSION;
    }
    if (!isNewer) {
      write(database, VERSION, OLDEST_READER);
    }
  }

  /**
   * Refuses a folder that a newer program has written for newer ones, and one that is no store's.
   */
  static void verify(Path folder, Database database) {
    if (database.get(Kind.META, KEY) == null) {
      throw new StoreRefusedException(
          "store.path: %s has no schema (expected: a gateway's store)".formatted(folder));
    }
    int version = number(database, KEY);
    // The first versions named no reader: they could be read by no older one.
    int reader = database.get(Kind.META, READER) == null ? version : number(database, READER);
    if (version < 1 || reader > VERSION) {
      throw new StoreRefusedException(
          ("store.path: %s has schema %d, for Plusgate of schema %d and newer (expected: at most %d;"
                  + " a newer Plusgate wrote it: go on with that, or see docs/operations.md)")
              .formatted(folder, version, reader, VERSION));
    }
  }

  static void write(Database database, int version, int oldestReader) {
    database.write(
        List.of(
            new Database.Change(Kind.META, KEY, bytes(version)),
            new Database.Change(Kind.META, READER, bytes(oldestReader))));
  }

  private static byte[] bytes(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  /** Less than any version when it is none. */
  private static int number(Database database, byte[] key) {
    byte[] stored = database.get(Kind.META, key);
    return stored != null && stored.length == Integer.BYTES ? ByteBuffer.wrap(stored).getInt() : -1;
  }
}
