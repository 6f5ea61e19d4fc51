package io.plusgate.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Which calls a chance strikes. It depends on the seed, the call's id and how often that id was
 * called, never on what else is under way: so a run can be repeated although its calls race.
 */
final class Luck {
  private static final int KEPT = 200_000;
  private static final long PRIME = 1_099_511_628_211L;

  private final List<Chance> chances = new ArrayList<>();
  private final Map<String, Integer> seen = new Recent<>(KEPT);
  private final SortedMap<String, Integer> struck = new TreeMap<>();
  private long seed;

  Luck(long seed) {
    this.seed = seed;
  }

  void add(Chance chance) {
    chances.add(chance);
  }

  void seed(long chosen) {
    seed = chosen;
    seen.clear();
  }

  void clear() {
    chances.clear();
    seen.clear();
    struck.clear();
  }

  /** The first chance that strikes this call. */
  Optional<Chance> call(Chance.Way way, String api, String id) {
    if (chances.isEmpty()) {
      return Optional.empty();
    }
    String call = way + " " + api + " " + id;
    int nth = seen.merge(call, 1, Integer::sum);
    for (int i = 0; i < chances.size(); i++) {
      Chance chance = chances.get(i);
      if (chance.fits(way, api) && strikes(chance, i + " " + nth + " " + call)) {
        count(way + " " + (chance.delay().isZero() ? chance.fault() : "LATE"));
        return Optional.of(chance);
      }
    }
    return Optional.empty();
  }

  /** What else is told when this payment ends. */
  Optional<NotificationPlan.Kind> notification(String paymentRequestId) {
    for (int i = 0; i < chances.size(); i++) {
      Chance chance = chances.get(i);
      if (chance.notification().isPresent() && strikes(chance, i + " told " + paymentRequestId)) {
        count("NOTIFICATION " + chance.notification().get());
        return chance.notification();
      }
    }
    return Optional.empty();
  }

  /** How often what has happened. */
  SortedMap<String, Integer> struck() {
    return new TreeMap<>(struck);
  }

  private void count(String what) {
    struck.merge(what, 1, Integer::sum);
  }

  private boolean strikes(Chance chance, String call) {
    long mixed = seed;
    for (int i = 0; i < call.length(); i++) {
      mixed = (mixed ^ call.charAt(i)) * PRIME;
    }
    return new SplittableRandom(mixed).nextDouble() < chance.share();
  }
}
