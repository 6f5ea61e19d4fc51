package io.plusgate.store.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on the writer thread: it sees the database, the earlier transactions of its
 * batch, and itself; what it writes joins the batch only when it ends well.
 */
final class Transaction implements View {
  private final Database database;
  private final Map<Key, Written> batch = new HashMap<>();
  private final List<Runnable> whenCommitted = new ArrayList<>();
  private final Map<Key, Written> own = new HashMap<>();
  private final List<Runnable> ownWhenCommitted = new ArrayList<>();

  /** Opens the first transaction of a batch; the others follow on the same object. */
  Transaction(Database database) {
    this.database = database;
  }

  @Override
  public byte @Nullable [] get(Kind kind, byte[] key) {
    var place = new Key(kind, key);
    var written = own.get(place);
    if (written == null) {
      written = batch.get(place);
    }
    return written != null ? written.value() : database.get(kind, key);
  }

  @Override
  public List<Row> scan(Kind kind, byte[] from, byte[] to, int limit) {
    var here = new TreeMap<Key, Written>();
    collect(batch, kind, from, to, here);
    collect(own, kind, from, to, here);
    var rows = new TreeMap<Key, byte[]>();
    // As many more as this batch may have taken away from the range.
    for (var row : database.scan(kind, from, to, limit + here.size())) {
      rows.put(new Key(kind, row.key()), row.value());
    }
    here.forEach((key, written) -> overlay(rows, key, written.value()));
    return rows.entrySet().stream()
        .limit(limit)
        .map(row -> new Row(row.getKey().bytes(), row.getValue()))
        .toList();
  }

  /** The first entries of an index up to {@code to}; {@code from} must be its very start. */
  List<Row> front(byte[] from, byte[] to, int limit) {
    var firstKeys = database.firstKeys();
    var rows = scan(Kind.INDEX, firstKeys.startOf(from), to, limit);
    firstKeys.found(rows.isEmpty() ? to : rows.get(0).key());
    return rows;
  }

  void put(Kind kind, byte[] key, byte[] value) {
    if (kind == Kind.INDEX) {
      database.firstKeys().added(key);
    }
    own.put(new Key(kind, key), new Written(value));
  }

  void delete(Kind kind, byte[] key) {
    own.put(new Key(kind, key), Written.GONE);
  }

  /** Runs on the writer thread once the batch is on disk; must return at once. */
  void whenCommitted(Runnable action) {
    ownWhenCommitted.add(action);
  }

  /** What this transaction wrote belongs to the batch. */
  void keep() {
    batch.putAll(own);
    whenCommitted.addAll(ownWhenCommitted);
    forget();
  }

  /** What this transaction wrote never was. */
  void forget() {
    own.clear();
    ownWhenCommitted.clear();
  }

  /** Puts the whole batch on disk. */
  void commit() {
    if (!batch.isEmpty()) {
      var changes = new ArrayList<Database.Change>(batch.size());
      batch.forEach(
          (key, written) ->
              changes.add(new Database.Change(key.kind(), key.bytes(), written.value())));
      database.write(changes);
    }
    whenCommitted.forEach(Runnable::run);
  }

  private static void collect(
      Map<Key, Written> from, Kind kind, byte[] first, byte[] end, Map<Key, Written> into) {
    from.forEach(
        (key, written) -> {
          if (key.isIn(kind, first, end)) {
            into.put(key, written);
          }
        });
  }

  private static void overlay(Map<Key, byte[]> rows, Key key, byte @Nullable [] value) {
    if (value == null) {
      rows.remove(key);
    } else {
      rows.put(key, value);
    }
  }

  /** A row as the batch leaves it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Written(byte @Nullable [] value) {
    static final Written GONE = new Written(null);
  }
}
