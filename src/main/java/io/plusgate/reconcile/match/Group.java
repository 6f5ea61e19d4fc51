package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rows of one type and id; nearly always one of each side. */
final class Group {
  @Nullable Entry ours;
  @Nullable Entry theirs;
  List<Entry> oursAgain = List.of();
  List<Entry> theirsAgain = List.of();
  List<Entry> fees = List.of();

  void addOurs(Entry entry) {
    if (ours == null) {
      ours = entry;
    } else {
      oursAgain = with(oursAgain, entry);
    }
  }

  void addTheirs(Entry entry) {
    if (theirs == null) {
      theirs = entry;
    } else {
      theirsAgain = with(theirsAgain, entry);
    }
  }

  void addFee(Entry entry) {
    fees = with(fees, entry);
  }

  private static List<Entry> with(List<Entry> list, Entry entry) {
    if (list.isEmpty()) {
      return List.of(entry);
    }
    var longer = list.size() == 1 ? new ArrayList<>(list) : list;
    longer.add(entry);
    return longer;
  }
}
