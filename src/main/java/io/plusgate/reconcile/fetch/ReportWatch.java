package io.plusgate.reconcile.fetch;

import io.plusgate.reconcile.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides when to fetch, when a missing set is an alarm, and when reports are about to be lost.
 *
 * <p>Clearing sets come every day, holidays included; settlement reports only on business days of a
 * calendar that is not known here, so their absence is never an alarm.
 */
public final class ReportWatch {
  /** Alipay+'s server keeps reports about 7 days and asks to fetch them within 3. */
  private static final int KEPT = 7;

  private static final int FETCH_WITHIN = 3;

  private final InstantSource clock;
  private final Hours hours;
  private final Days days;
  private final Voice voice;
  private final Set<LocalDate> warned = new HashSet<>();
  private LocalDate today = LocalDate.EPOCH;
  private String alarmed = "";

  /**
   * When is what, in UTC+8.
   *
   * @param from the first look of the day
   * @param alarm from then on a missing set is an alarm
   * @param every between two looks
   */
  public record Hours(LocalTime from, LocalTime alarm, Duration every) {
    public Hours {
      if (!alarm.isAfter(from)) {
        throw new IllegalArgumentException(
            "alarm: " + alarm + " (expected: later than the first look at " + from + ")");
      }
      if (every.compareTo(Duration.ofSeconds(30)) < 0 || every.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("every: " + every + " (expected: PT30S to PT1H)");
      }
    }
  }

  /** The server's days and what of them is on our side. */
  public interface Days {
    /** Brings what there is of this generation date. */
    void fetch(LocalDate generated) throws IOException;

    /** The agreements that are archived of this generation date. */
    Set<String> archived(LocalDate generated) throws IOException;

    /** The first generation date that is archived. */
    Optional<LocalDate> first() throws IOException;
  }

  /** Who hears of it. */
  public interface Voice {
    /** Somebody must look now. */
    void alarm(String words);

    /** Somebody should look within days. */
    void warn(String words);

    void tell(String words);

    /**
     * A look has ended.
     *
     * @param missing whether a set of today is missing past the alarm hour
     */
    void looked(boolean missing);
  }

  public ReportWatch(InstantSource clock, Hours hours, Days days, Voice voice) {
    this.clock = clock;
    this.hours = hours;
    this.days = days;
    this.voice = voice;
  }

  /** Looks once and says when to look next. Never throws: what fails is tried again. */
  public Instant look() {
    var next = lookAndAlarm();
    voice.looked(!alarmed.isEmpty());
    return next;
  }

  private Instant lookAndAlarm() {
    var now = clock.instant().atOffset(Entry.ZONE);
    if (!now.toLocalDate().equals(today)) {
      today = now.toLocalDate();
      alarmed = "";
      warned.clear();
    }
    if (now.toLocalTime().isBefore(hours.from())) {
      return at(today, hours.from());
    }
    String lack = lack();
    boolean late = !now.toLocalTime().isBefore(hours.alarm());
    if (!lack.isEmpty() && late && !lack.equals(alarmed)) {
      alarmed = lack;
      voice.alarm("reports of " + today + ": " + lack);
    }
    if (lack.isEmpty() && !alarmed.isEmpty()) {
      alarmed = "";
      voice.tell("reports of " + today + ": complete now");
    }
    if (late && lack.isEmpty()) {
      return at(today.plusDays(1), hours.from());
    }
    var next = now.toInstant().plus(hours.every());
    var alarm = at(today, hours.alarm());
    return !late && next.isAfter(alarm) ? alarm : next;
  }

  private String lack() {
    try {
      days.fetch(today);
      lookBack();
      return missing(today);
    } catch (IOException unreachable) {
      String words = String.valueOf(unreachable.getMessage());
      voice.tell("can't fetch, trying again: " + words);
      return "can't be fetched: " + words;
    }
  }

  /** What this day lacks, for people; empty when it is complete. */
  private String missing(LocalDate generated) throws IOException {
    var there = days.archived(generated);
    var expected = new TreeSet<String>();
    for (int back = -KEPT; back <= KEPT; back++) {
      var other = generated.plusDays(back);
      if (!other.equals(generated) && !other.isAfter(today)) {
        expected.addAll(days.archived(other));
      }
    }
    expected.removeAll(there);
    return there.isEmpty() && expected.isEmpty()
        ? "no whole set"
        : expected.isEmpty() ? "" : "no whole set of " + String.join(", ", expected);
  }

  /** Earlier days that are not whole are fetched as long as the server has them. */
  private void lookBack() throws IOException {
    var first = days.first();
    for (int back = KEPT - 1; back > 0; back--) {
      var generated = today.minusDays(back);
      if (first.filter(start -> start.isAfter(generated)).isPresent() || first.isEmpty()) {
        continue;
      }
      if (missing(generated).isEmpty()) {
        continue;
      }
      days.fetch(generated);
      String lack = missing(generated);
      if (!lack.isEmpty() && back >= FETCH_WITHIN && warned.add(generated)) {
        voice.warn(
            "reports of "
                + generated
                + ": "
                + lack
                + "; the server keeps them about 7 days, so until about "
                + generated.plusDays(KEPT)
                + " (later: Partner Workspace)");
      }
    }
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).toInstant(Entry.ZONE);
  }
}
