package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The rows of one part, by type and id. */
final class Groups {
  private final Map<String, Group> payments = new HashMap<>(1 << 10);
  private final Map<String, Group> refunds = new HashMap<>();
  private long rows;

  void addOurs(String id, Entry entry) {
    rows++;
    of(id, entry).addOurs(entry);
  }

  void addTheirs(String id, Entry entry) {
    rows++;
    of(id, entry).addTheirs(entry);
  }

  void addFee(String id, Entry entry) {
    of(id, entry).addFee(entry);
  }

  /** How many rows of transactions, fees not counted. */
  long rows() {
    return rows;
  }

  void forEach(Consumer<Group> each) {
    payments.values().forEach(each);
    refunds.values().forEach(each);
  }

  private Group of(String id, Entry entry) {
    var groups = entry.type() == EntryType.PAYMENT ? payments : refunds;
    var there = groups.get(id);
    if (there != null) {
      return there;
    }
    var group = new Group();
    groups.put(id, group);
    return group;
  }
}
