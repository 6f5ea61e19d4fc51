package io.plusgate.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The times in Alipay+'s headers and fields: ISO 8601 with a zone offset and 0 to 9 fraction
 * digits, e.g. {@code 2019-07-12T12:08:56.253+05:30}; never epoch milliseconds.
 *
 * <p>A time is signed as the text that stood there; parsing is only for comparing it with a clock.
 */
public final class MessageTime {
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

  /** The second that was asked for last: at a thousand calls in one it is formatted once. */
  private static volatile Second last = new Second(0, "1970-01-01T00:00:00Z");

  private record Second(long epoch, String text) {}

  private MessageTime() {}

  /** The time that the text says, or nothing when it has another shape or is no real date. */
  public static Optional<OffsetDateTime> parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text));
    } catch (DateTimeException noSuchDate) {
      return Optional.empty();
    }
  }

  /** The text we send: UTC, whole seconds, e.g. {@code 2025-02-21T05:43:09Z}. */
  public static String format(Instant time) {
    long epoch = time.getEpochSecond();
    Second second = last;
    if (second.epoch() != epoch) {
      second =
          new Second(epoch, DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochSecond(epoch)));
      last = second;
    }
    return second.text();
  }

  /** The text in a pattern that configuration gives, in UTC. */
  public static String format(Instant time, DateTimeFormatter pattern) {
    return pattern.format(time.atOffset(ZoneOffset.UTC));
  }
}
