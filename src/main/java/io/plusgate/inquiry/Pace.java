package io.plusgate.inquiry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast we may ask: so many calls per second in all and for each client, evenly spread; and not
 * at all for a while after Alipay+ said that it is too much.
 *
 * <p>Time is a number of nanoseconds that only grows; belongs to one event loop.
 */
final class Pace {
  private static final long SECOND = 1_000_000_000L;
  private static final long FIRST_PAUSE = SECOND;
  private static final long LONGEST_PAUSE = 30 * SECOND;

  /**
   * Where more is due than may be asked, work is taken this much before its turn: a slow disk or a
   * busy machine then costs no turns.
   */
  private static final long AHEAD = SECOND;

  private final long gap;
  private final long gapPerClient;
  private final Map<String, Long> turns = new HashMap<>();
  private long turn;
  private long pausedUntil;
  private long pause;

  Pace(int perSecond, int perSecondPerClient, long now) {
    this.gap = SECOND / perSecond;
    this.gapPerClient = SECOND / perSecondPerClient;
    this.turn = now;
    this.pausedUntil = now;
  }

  /** How many calls may be taken on now. */
  int room(long now) {
    if (isPaused(now)) {
      return 0;
    }
    long free = now + AHEAD - Math.max(turn, now);
    return (int) Math.max(0, free / gap);
  }

  /** Whether what has been taken on is not to be done now. */
  boolean isPaused(long now) {
    return now < pausedUntil;
  }

  /** Takes the next turn of this client; how long it is until then. */
  Duration take(String clientId, long now) {
    long mine = Math.max(Math.max(turn, now), turns.getOrDefault(clientId, now));
    turn = Math.max(turn, now) + gap;
    turns.put(clientId, mine + gapPerClient);
    return Duration.ofNanos(mine - now);
  }

  /** Alipay+ said REQUEST_TRAFFIC_EXCEED_LIMIT: everything waits, twice as long each time. */
  void tooMuch(long now) {
    if (now >= pausedUntil) {
      pause = pause == 0 ? FIRST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
      pausedUntil = now + pause;
    }
  }

  /** Alipay+ answered as usual. */
  void fine(long now) {
    if (now >= pausedUntil) {
      pause = 0;
    }
  }
}
