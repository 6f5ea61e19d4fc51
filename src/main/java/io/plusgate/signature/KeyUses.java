package io.plusgate.signature;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each key was last used in each direction, whichever configuration it came from: a key that
 * is still in use must not be retired. Safe from any thread.
 */
public final class KeyUses {
  private final Map<Used, Use> last = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public KeyUses(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes one of them. */
  @FunctionalInterface
  public interface Visitor {
    void used(String operation, String direction, String keyVersion, Instant at);
  }

  private record Used(String fingerprint, String direction) {}

  private record Use(String operation, String keyVersion, Instant at) {}

  /** When a key was last used so; nothing when it was not since the start. */
  public Optional<Instant> last(String fingerprint, String direction) {
    return Optional.ofNullable(last.get(new Used(fingerprint, direction))).map(Use::at);
  }

  /** The last use of each key in each direction. */
  public void each(Visitor visitor) {
    last.forEach(
        (used, use) -> visitor.used(use.operation(), used.direction(), use.keyVersion(), use.at()));
  }

  void used(String operation, String direction, String keyVersion, String fingerprint) {
    last.put(new Used(fingerprint, direction), new Use(operation, keyVersion, clock.instant()));
  }
}
