package io.plusgate.doctor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How far this machine's clock is from the one that wrote a Date header. That header says whole
 * seconds and was written on the way, so what is known is an interval.
 */
final class ClockOffset {
  private static final String CHECK = "clock";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DOUBTFUL = Duration.ofSeconds(2);

  /** No published page has a limit; Alipay+'s acquirer demo uses this one (protocol, section 3). */
  private static final Duration TOO_FAR = Duration.ofMinutes(5);

  private static final String REMEDY = "let this machine's clock be set by NTP (chrony, timesyncd)";

  private final Wire.Head head;

  ClockOffset(Wire.Head head) {
    this.head = head;
  }

  /**
   * @param clockSkew what the configuration tolerates in the other direction
   */
  void judge(Findings findings, String host, Optional<Duration> clockSkew) {
    Optional<Instant> date = head.header("date").flatMap(ClockOffset::parse);
    if (date.isEmpty()) {
      findings.warn(
          CHECK, host, "its answer has no Date to compare with", "see that NTP sets this clock");
      return;
    }
    Duration off = atLeast(date.get());
    var limit = clockSkew.filter(skew -> skew.compareTo(TOO_FAR) < 0).orElse(TOO_FAR);
    String seen = words(off);
    if (off.compareTo(limit) > 0) {
      findings.fail(CHECK, host, seen, REMEDY);
    } else if (off.compareTo(DOUBTFUL) > 0) {
      findings.warn(CHECK, host, seen, REMEDY);
    } else {
      findings.ok(CHECK, host, seen);
    }
  }

  /** How far apart they are at the least; what is uncertain counts for us. */
  private Duration atLeast(Instant date) {
    var oursBehind = Duration.between(head.received(), date);
    var oursAhead = Duration.between(date.plus(SECOND), head.sent());
    if (!oursBehind.isNegative()) {
      return oursBehind;
    }
    return oursAhead.isNegative() ? Duration.ZERO : oursAhead;
  }

  private String words(Duration off) {
    var uncertain = Duration.between(head.sent(), head.received()).plus(SECOND);
    return off.isZero()
        ? "agrees with its Date, as far as that can tell (%d ms)".formatted(uncertain.toMillis())
        : "at least %d.%d s off its Date".formatted(off.toSeconds(), off.toMillisPart() / 100);
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }
}
