package io.plusgate.reconcile.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** From 08:00 UTC+8 every day; an alarm when a set is missing by the hour; no report is lost. */
class ReportWatchTest implements ReportWatch.Days, ReportWatch.Voice {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private static final String USD = "P1 USD A1";
  private static final String CHINA = "P1 USD CN";
  private static final ReportWatch.Hours HOURS =
      new ReportWatch.Hours(LocalTime.of(8, 0), LocalTime.of(10, 0), Duration.ofMinutes(50));

  private final Map<LocalDate, Set<String>> server = new HashMap<>();
  private final Map<LocalDate, Set<String>> archive = new HashMap<>();
  private final List<String> said = new ArrayList<>();
  private final List<LocalDate> fetched = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private String next = "";
  private boolean missing;
  private boolean down;
  private final ReportWatch watch = new ReportWatch(() -> now, HOURS, this, this);

  @Test
  void waitsForTheFirstHourOfTheDayInUtcPlus8() {
    lookAt("2026-11-25T23:59:00Z");
    assertThat(next).isEqualTo("2026-11-26T00:00:00Z");
    assertThat(fetched).isEmpty();

    lookAt("2026-11-26T00:00:00Z");
    assertThat(fetched).contains(DAY);
  }

  @Test
  void looksAgainAndNotLaterThanTheAlarm() {
    lookAt("2026-11-26T00:00:00Z");
    assertThat(next).isEqualTo("2026-11-26T00:50:00Z");
    lookAt("2026-11-26T01:40:00Z");
    assertThat(next).isEqualTo("2026-11-26T02:00:00Z");
  }

  @Test
  void raisesTheAlarmOnceWhenNothingCameByTheHour() {
    lookAt("2026-11-26T01:59:00Z");
    assertThat(said).isEmpty();

    lookAt("2026-11-26T02:00:00Z");
    lookAt("2026-11-26T02:50:00Z");

    assertThat(said).containsExactly("alarm reports of 2026-11-26: no whole set");
  }

  @Test
  void namesTheAgreementWhoseSetIsMissing() {
    archive.put(DAY.minusDays(1), new TreeSet<>(Set.of(USD, CHINA)));
    server.put(DAY, Set.of(USD));

    lookAt("2026-11-26T02:00:00Z");

    assertThat(said).containsExactly("alarm reports of 2026-11-26: no whole set of P1 USD CN");
  }

  @Test
  void saysWhenItIsCompleteAndRestsUntilTomorrow() {
    lookAt("2026-11-26T02:00:00Z");
    server.put(DAY, Set.of(USD));

    lookAt("2026-11-26T03:00:00Z");
    assertThat(next).isEqualTo("2026-11-27T00:00:00Z");

    assertThat(said).last().isEqualTo("tell reports of 2026-11-26: complete now");
  }

  @Test
  void keepsLookingUntilTheAlarmHourForWhatComesLater() {
    server.put(DAY, Set.of(USD));

    lookAt("2026-11-26T00:00:00Z");
    assertThat(next).isEqualTo("2026-11-26T00:50:00Z");
  }

  @Test
  void fetchesEarlierDaysThatAreNotWhole() {
    archive.put(DAY.minusDays(5), new TreeSet<>(Set.of(USD)));
    server.put(DAY, Set.of(USD));
    for (int back = 1; back < 5; back++) {
      server.put(DAY.minusDays(back), Set.of(USD));
    }

    lookAt("2026-11-26T00:00:00Z");

    assertThat(archive.get(DAY.minusDays(4))).contains(USD);
    assertThat(said).isEmpty();
  }

  @Test
  void warnsBeforeTheServerDeletesWhatWeDoNotHave() {
    archive.put(DAY.minusDays(6), new TreeSet<>(Set.of(USD)));
    server.put(DAY, Set.of(USD));
    for (int back : new int[] {1, 2, 3, 5}) {
      server.put(DAY.minusDays(back), Set.of(USD));
    }

    lookAt("2026-11-26T00:00:00Z");
    lookAt("2026-11-26T00:50:00Z");

    assertThat(said)
        .containsExactly(
            "warn reports of 2026-11-22: no whole set of P1 USD A1; the server keeps them about 7"
                + " days, so until about 2026-11-29 (later: Partner Workspace)");
  }

  @Test
  void triesAgainWhenTheServerIsDownAndAlarmsByTheHour() {
    down = true;

    lookAt("2026-11-26T01:00:00Z");
    assertThat(next).isEqualTo("2026-11-26T01:50:00Z");
    lookAt("2026-11-26T02:00:00Z");

    assertThat(said).last().isEqualTo("alarm reports of 2026-11-26: can't be fetched: down");
  }

  @Test
  void saysAfterEachLookWhetherASetIsMissing() {
    lookAt("2026-11-26T01:00:00Z");
    assertThat(missing).isFalse();

    lookAt("2026-11-26T02:00:00Z");
    assertThat(missing).isTrue();

    server.put(DAY, Set.of(USD));
    lookAt("2026-11-26T03:00:00Z");
    assertThat(missing).isFalse();
  }

  @Test
  void refusesHoursThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ReportWatch.Hours(
                    LocalTime.of(8, 0), LocalTime.of(8, 0), Duration.ofMinutes(1)))
        .withMessageContaining("later than the first look at 08:00");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ReportWatch.Hours(LocalTime.of(8, 0), LocalTime.of(9, 0), Duration.ofDays(1)))
        .withMessage("every: PT24H (expected: PT30S to PT1H)");
  }

  private void lookAt(String time) {
    now = Instant.parse(time);
    next = watch.look().toString();
  }

  @Override
  public void fetch(LocalDate generated) throws IOException {
    if (down) {
      throw new IOException("down");
    }
    fetched.add(generated);
    archive
        .computeIfAbsent(generated, day -> new TreeSet<>())
        .addAll(server.getOrDefault(generated, Set.of()));
  }

  @Override
  public Set<String> archived(LocalDate generated) {
    return archive.getOrDefault(generated, Set.of());
  }

  @Override
  public Optional<LocalDate> first() {
    return archive.entrySet().stream()
        .filter(day -> !day.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .min(LocalDate::compareTo);
  }

  @Override
  public void alarm(String words) {
    said.add("alarm " + words);
  }

  @Override
  public void warn(String words) {
    said.add("warn " + words);
  }

  @Override
  public void tell(String words) {
    said.add("tell " + words);
  }

  @Override
  public void looked(boolean lacking) {
    missing = lacking;
  }
}
