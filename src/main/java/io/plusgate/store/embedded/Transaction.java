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

  /** What this transaction has written over, to be put back if it breaks. */
  private final List<Undo> undo = new ArrayList<>();

  private int keptActions;
  private boolean mayFollow;
  private boolean keptIsUrgent;

  /** Opens the first transaction of a batch; the others follow on the same object. */
  Transaction(Database database) {
    this.database = database;
  }

  @Override
  public byte @Nullable [] get(Kind kind, byte[] key) {
    var written = batch.get(new Key(kind, key));
    return written != null ? written.value() : database.get(kind, key);
  }

  @Override
  public List<Row> scan(Kind kind, byte[] from, byte[] to, int limit) {
    var here = new TreeMap<Key, Written>();
    batch.forEach(
        (key, written) -> {
          if (key.isIn(kind, from, to)) {
            here.put(key, written);
          }
        });
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
    write(new Key(kind, key), new Written(value));
  }

  void delete(Kind kind, byte[] key) {
    write(new Key(kind, key), Written.GONE);
  }

  /** Runs on the writer thread once the batch is committed; must return at once. */
  void whenCommitted(Runnable action) {
    whenCommitted.add(action);
  }

  /** Nobody relies on what this transaction wrote: it may come to the disk after its end. */
  void mayFollow() {
    mayFollow = true;
  }

  /** What this transaction wrote belongs to the batch. */
  void keep() {
    keptIsUrgent |= !mayFollow && !undo.isEmpty();
    mayFollow = false;
    undo.clear();
    keptActions = whenCommitted.size();
  }

  /** What this transaction wrote never was. */
  void forget() {
    for (int last = undo.size() - 1; last >= 0; last--) {
      undo.get(last).applyTo(batch);
    }
    undo.clear();
    mayFollow = false;
    whenCommitted.subList(keptActions, whenCommitted.size()).clear();
  }

  /** Puts the whole batch on disk, unless all of it {@link #mayFollow}. */
  void commit(DiskDebt debt) {
    if (batch.isEmpty()) {
      debt.payWhenDue(database);
    } else {
      var changes = new ArrayList<Database.Change>(batch.size());
      batch.forEach(
          (key, written) ->
              changes.add(new Database.Change(key.kind(), key.bytes(), written.value())));
      debt.write(database, changes, !keptIsUrgent);
    }
    whenCommitted.forEach(Runnable::run);
  }

  private void write(Key key, Written written) {
    undo.add(new Undo(key, batch.put(key, written)));
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

  /** What stood in the batch before; nothing when nothing did. */
  private record Undo(Key key, @Nullable Written before) {
    void applyTo(Map<Key, Written> batch) {
      if (before == null) {
        batch.remove(key);
      } else {
        batch.put(key, before);
      }
    }
  }
}
