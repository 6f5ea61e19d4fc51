package io.plusgate.lint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ids of the last calls and what their parameters were, as hashes. A courtesy, not a promise:
 * Alipay+ itself remembers for ever, this forgets the oldest and starts empty.
 */
final class RecentIds {
  private final Map<Id, long[]> seen;

  /** One id as one client used it with one API. */
  record Id(String clientId, String api, String id) {}

  RecentIds(int most) {
    seen =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Id, long[]> eldest) {
            return size() > most;
          }
        };
  }

  /** Remembers the parameters of the first call with this id; a later one changes nothing. */
  synchronized void remember(Id id, long[] parameters) {
    seen.putIfAbsent(id, parameters);
  }

  /** The parameters of the first call with this id. */
  synchronized Optional<long[]> known(Id id) {
    return Optional.ofNullable(seen.get(id));
  }
}
