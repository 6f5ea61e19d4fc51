package io.plusgate.http;

import io.plusgate.config.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many wrong tokens came from where, so that nobody tries many. One address (of IPv6 the first
 * 64 bits, which one machine may have whole) has {@value #MOST} in a minute; then it is held back
 * until the minute is over, whatever it sends.
 *
 * <p>Remembers {@value #ADDRESSES} addresses at most and forgets the one that was quiet for
 * longest. Used by all event loops of a listener, and kept when the configuration changes.
 */
final class WrongTokens {
  static final int MOST = 10;
  static final int ADDRESSES = 4_096;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int IPV6_NETWORK = 64;

  private final InstantSource clock;
  private final Map<String, Minute> minutes = new LinkedHashMap<>(16, 0.75f, true);

  WrongTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** For how long tokens of this caller are not looked at; nothing when they are. */
  synchronized Optional<Duration> heldBack(String address) {
    var minute = minutes.get(network(address));
    var now = clock.instant();
    return minute == null || minute.wrong < MOST || minute.isOver(now)
        ? Optional.empty()
        : Optional.of(Duration.between(now, minute.began.plus(MINUTE)));
  }

  /** One more came from there. */
  synchronized void add(String address) {
    var now = clock.instant();
    minutes.merge(network(address), new Minute(now, 1), (known, first) -> known.plusOne(now));
    if (minutes.size() > ADDRESSES) {
      var quietest = minutes.keySet().iterator();
      quietest.next();
      quietest.remove();
    }
  }

  synchronized int remembered() {
    return minutes.size();
  }

  private static String network(String address) {
    return IpAddress.parse(address)
        .filter(one -> one.width() > IPV6_NETWORK)
        .map(one -> one.first(IPV6_NETWORK).toString())
        .orElse(address);
  }

  /** It begins with the first wrong one. */
  private record Minute(Instant began, int wrong) {
    Minute plusOne(Instant now) {
      return isOver(now) ? new Minute(now, 1) : new Minute(began, wrong + 1);
    }

    /** Also when the clock was set back: nobody waits for a time that is long to come. */
    boolean isOver(Instant now) {
      return now.isBefore(began) || !now.isBefore(began.plus(MINUTE));
    }
  }
}
