package io.plusgate.reconcile.run;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Looks, while both sides are read, for the rows that earlier days wait for. */
final class Arrivals {
  private final List<Waiting> waiting;
  private final Map<String, List<Waiting>> ofOurs = new HashMap<>();
  private final Map<String, List<Waiting>> ofTheirs = new HashMap<>();
  private final List<Met> metByTheirs = new ArrayList<>();
  private final List<Met> metByOurs = new ArrayList<>();

  private record Met(Waiting waiting, Entry row) {}

  Arrivals(List<Waiting> waiting) {
    this.waiting = waiting;
    for (var one : waiting) {
      var index = one.ours() ? ofOurs : ofTheirs;
      index.computeIfAbsent(one.id(), id -> new ArrayList<>()).add(one);
      if (!one.alipayId().isEmpty() && !one.alipayId().equals(one.id())) {
        index.computeIfAbsent(one.alipayId(), id -> new ArrayList<>()).add(one);
      }
    }
  }

  /** A row of the reports; of one thread. */
  void theirs(Entry row) {
    look(ofOurs, row, metByTheirs);
  }

  /** A row of ours; of one thread, maybe another. */
  void ours(Entry row) {
    if (row.status() == EntryStatus.SUCCEEDED) {
      look(ofTheirs, row, metByOurs);
    }
  }

  /** Rows of a set that is not used have not arrived. */
  void keepOnly(Predicate<Entry> accepted) {
    metByTheirs.removeIf(met -> !accepted.test(met.row()));
  }

  Set<Waiting> arrived() {
    var arrived = new LinkedHashSet<Waiting>();
    metByTheirs.forEach(met -> arrived.add(met.waiting()));
    metByOurs.forEach(met -> arrived.add(met.waiting()));
    return arrived;
  }

  List<Waiting> notArrived() {
    var arrived = arrived();
    return waiting.stream().filter(one -> !arrived.contains(one)).toList();
  }

  /** What waited for this row, if anything did. */
  Optional<Waiting> metBy(Entry row, boolean fromReports) {
    var met = fromReports ? metByTheirs : metByOurs;
    return met.isEmpty()
        ? Optional.empty()
        : met.stream().filter(one -> one.row().equals(row)).map(Met::waiting).findFirst();
  }

  private static void look(Map<String, List<Waiting>> index, Entry row, List<Met> met) {
    if (index.isEmpty()) {
      return;
    }
    var candidates = index.getOrDefault(row.requestId(), List.of());
    if (candidates.isEmpty() && !row.alipayId().isEmpty()) {
      candidates = index.getOrDefault(row.alipayId(), List.of());
    }
    candidates.stream()
        .filter(one -> one.isMetBy(row))
        .findFirst()
        .ifPresent(one -> met.add(new Met(one, row)));
  }
}
