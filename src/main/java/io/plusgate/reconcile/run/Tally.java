package io.plusgate.reconcile.run;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Money;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts and sums per clearing day, set and class. */
public final class Tally {
  private final Map<Key, Map<String, long[]>> lines = new LinkedHashMap<>();

  private record Key(long day, String set, Difference difference) {}

  /** One line of the totals; the amounts of one currency. */
  public record Line(long day, String set, Difference difference, long count, Money amount) {}

  void add(Difference difference, long day, String set, Money amount) {
    long[] sums =
        lines
            .computeIfAbsent(new Key(day, set, difference), key -> new TreeMap<>())
            .computeIfAbsent(amount.currency(), currency -> new long[2]);
    sums[0]++;
    sums[1] += amount.minor();
  }

  /** By day, set and class. */
  public List<Line> lines() {
    return lines.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().entrySet().stream()
                    .map(
                        sums ->
                            new Line(
                                entry.getKey().day(),
                                entry.getKey().set(),
                                entry.getKey().difference(),
                                sums.getValue()[0],
                                new Money(sums.getValue()[1], sums.getKey()))))
        .sorted(
            Comparator.comparingLong(Line::day)
                .thenComparing(Line::set)
                .thenComparing(Line::difference))
        .toList();
  }

  /** How many of this class. */
  public long count(Difference difference) {
    return lines().stream()
        .filter(line -> line.difference() == difference)
        .mapToLong(Line::count)
        .sum();
  }
}
