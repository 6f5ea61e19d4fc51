package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The rows of one part, by type and id. */
final class Groups {
  private final Function<Entry, String> id;
  private final Map<String, Group> payments = new HashMap<>(1 << 8);
  private final Map<String, Group> refunds = new HashMap<>();

  Groups(Function<Entry, String> id) {
    this.id = id;
  }

  long ours(Entry entry) {
    var group = of(entry);
    group.ours = with(group.ours, entry);
    return 1;
  }

  long theirs(Entry entry) {
    var group = of(entry);
    group.theirs = with(group.theirs, entry);
    return 1;
  }

  void fee(Entry entry) {
    var group = of(entry);
    group.fees = with(group.fees, entry);
  }

  void forEach(Consumer<Group> each) {
    payments.values().forEach(each);
    refunds.values().forEach(each);
  }

  private Group of(Entry entry) {
    var groups = entry.type() == EntryType.PAYMENT ? payments : refunds;
    return groups.computeIfAbsent(id.apply(entry), key -> new Group());
  }

  private static List<Entry> with(List<Entry> list, Entry entry) {
    if (list.isEmpty()) {
      return List.of(entry);
    }
    var longer = new ArrayList<Entry>(list);
    longer.add(entry);
    return longer;
  }
}
