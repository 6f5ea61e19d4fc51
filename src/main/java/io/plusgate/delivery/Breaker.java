package io.plusgate.delivery;

import io.plusgate.backend.BackendReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Spares a backend that cannot be reached: after some failures in a row one delivery at a time is
 * tried, at growing gaps, until the first that gets an answer of whatever kind. What is not tried
 * stays as it was, its attempts too. Pure: the time is given.
 */
final class Breaker {
  static final int FAILURES = 5;
  static final List<Duration> GAPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  private int failures;
  private int gaps;
  private boolean probing;
  private Optional<Instant> openSince = Optional.empty();
  private Instant probeAt = Instant.EPOCH;

  boolean isOpen() {
    return openSince.isPresent();
  }

  /** How many may be tried now, of those for whom there is room. */
  int room(int room, int inFlight, Instant now) {
    if (!isOpen()) {
      return room;
    }
    return inFlight == 0 && !now.isBefore(probeAt) ? Math.min(room, 1) : 0;
  }

  /** One is tried to see whether the backend is back. */
  void probes() {
    probing = isOpen();
  }

  /** How an attempt went; true when the breaker has opened or closed by it. */
  boolean heard(BackendReply reply, Instant now) {
    return reply.match(
        replied -> reached(),
        unavailable ->
            switch (unavailable.why()) {
              case "too-large" -> reached();
              default -> missed(now);
            });
  }

  private boolean reached() {
    boolean closes = isOpen();
    failures = 0;
    gaps = 0;
    probing = false;
    openSince = Optional.empty();
    return closes;
  }

  private boolean missed(Instant now) {
    failures++;
    if (isOpen()) {
      // What was on its way when it opened says nothing new: only a probe widens the gap.
      if (probing) {
        probing = false;
        gaps = Math.min(gaps + 1, GAPS.size() - 1);
        probeAt = now.plus(GAPS.get(gaps));
      }
      return false;
    }
    if (failures < FAILURES) {
      return false;
    }
    openSince = Optional.of(now);
    probeAt = now.plus(GAPS.get(0));
    return true;
  }

  /** For {@code /readyz?verbose}. */
  String words() {
    return openSince
        .map(
            since ->
                "not reachable since "
                    + since
                    + ", next probe at "
                    + probeAt
                    + "; deliveries wait, none is dropped")
        .orElse(failures == 0 ? "reachable" : "not reached by the last " + failures + " attempts");
  }
}
