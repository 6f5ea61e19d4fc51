package io.plusgate.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.rocksdb.RocksDBException;

/** Does to a folder what the version after this one may do. */
public final class NewerFolder {
  private static final int NEXT = Schema.VERSION + 1;
  private static final String FAMILY = "refunds";
  private static final byte[] FACT = "newer".getBytes(UTF_8);

  private NewerFolder() {}

  /** A family, a row of a new name, and a field behind those of each payment and delivery. */
  public static void addTo(Path folder) throws RocksDBException {
    try (var database = Database.open(folder, Set.of(FAMILY))) {
      Schema.write(database, NEXT, Schema.OLDEST_READER);
      database.load(FAMILY, List.of(new View.Row(FACT, FACT)));
      database.flush();
      var changes = new ArrayList<Database.Change>();
      changes.add(new Database.Change(Kind.META, FACT, FACT));
      for (var row : database.scan(Kind.PAYMENTS, new byte[0], Keys.LAST, 100)) {
        changes.add(new Database.Change(Kind.PAYMENTS, row.key(), longer(row.value())));
      }
      byte[] end = {'d', (byte) 0xff};
      for (var row : database.scan(Kind.DELIVERIES, new byte[] {'d'}, end, 100)) {
        changes.add(new Database.Change(Kind.DELIVERIES, row.key(), longer(row.value())));
      }
      database.write(changes);
    }
  }

  /** Whether all that does not concern this version is as the newer one left it. */
  public static boolean isLeft(Path folder) throws RocksDBException {
    try (var database = Database.open(folder)) {
      var rows = new ArrayList<View.Row>();
      database.each(FAMILY, rows::add);
      byte[] schema = database.get(Kind.META, Keys.meta("schema"));
      return rows.size() == 1
          && Arrays.equals(FACT, database.get(Kind.META, FACT))
          && schema != null
          && ByteBuffer.wrap(schema).getInt() == NEXT;
    }
  }

  /** What is there means something else now. */
  public static void change(Path folder) throws RocksDBException {
    try (var database = Database.open(folder)) {
      Schema.write(database, NEXT, NEXT);
    }
  }

  /** As the first versions did. */
  public static void markWithoutReader(Path folder) throws RocksDBException {
    change(folder);
    try (var database = Database.open(folder)) {
      var gone = new Database.Change(Kind.META, Keys.meta("oldest reader"), null);
      database.write(List.of(gone));
    }
  }

  private static byte[] longer(byte[] row) {
    byte[] longer = Arrays.copyOf(row, row.length + 5);
    longer[0]++;
    return longer;
  }
}
