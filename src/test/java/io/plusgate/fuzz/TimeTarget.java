package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.protocol.MessageTime;
import java.time.OffsetDateTime;
import java.util.List;

/** {@code Request-Time} and the times in bodies: the moment that stands there, or nothing. */
final class TimeTarget implements FuzzTarget {
  @Override
  public String name() {
    return "time";
  }

  @Override
  public int inputs() {
    return 1_200_000;
  }

  @Override
  public int longest() {
    return 64;
  }

  @Override
  public List<String> words() {
    return List.of("2026-11-25T12:00:00", "Z", "+08:00", "-18:00", ".123456789", "T24:00:00", "29");
  }

  @Override
  public void take(byte[] input) {
    String text = new String(input, UTF_8);
    MessageTime.parse(text).ifPresent(time -> isTheTextsOwn(text, time));
  }

  private static void isTheTextsOwn(String text, OffsetDateTime time) {
    Promised.that(text.chars().allMatch(c -> c < 128), "only ASCII is a time");
    String digits = text.substring(0, 19);
    Promised.same(number(digits, 0, 4), time.getYear(), "the year");
    Promised.same(number(digits, 5, 7), time.getMonthValue(), "the month");
    Promised.same(number(digits, 8, 10), time.getDayOfMonth(), "the day");
    Promised.same(number(digits, 11, 13), time.getHour(), "the hour");
    Promised.same(number(digits, 14, 16), time.getMinute(), "the minute");
    Promised.same(number(digits, 17, 19), time.getSecond(), "the second");
    if (time.getYear() > 0 && time.getYear() < 9_999) {
      var seconds = time.toInstant().getEpochSecond();
      var again = MessageTime.parse(MessageTime.format(time.toInstant())).orElseThrow();
      Promised.same(again.toEpochSecond(), seconds, "it is the same second when written again");
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
