package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.reconcile.fetch.ReportWatch;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code reports fetch --watch} says, for a person and for a script. */
class ReportWatchingTest {
  /** Half past ten in UTC+8: later than the alarm. */
  private static final Instant LATE = Instant.parse("2026-11-26T02:30:00Z");

  private static final String DOWN = "\"sftp.example\" is down,\nsays the router";

  private final StringWriter out = new StringWriter();

  @Test
  void tellsAScriptOneObjectPerLine() {
    look(true);

    assertThat(lines())
        .extracting(line -> new JsonObject(line).fieldNames())
        .containsOnly(Set.of("at", "kind", "text"));
    assertThat(lines())
        .extracting(line -> new JsonObject(line).getString("kind"))
        .containsExactly("news", "alarm");
    var alarm = new JsonObject(lines().get(1));
    assertThat(alarm.getInstant("at")).isEqualTo(LATE);
    assertThat(alarm.getString("text"))
        .isEqualTo("reports of 2026-11-26: can't be fetched: " + DOWN);
  }

  @Test
  void tellsAPersonWithAWordThatStandsOut() {
    look(false);

    assertThat(out.toString())
        .startsWith("can't fetch, trying again: ")
        .contains("ALARM: reports of 2026-11-26: can't be fetched: ")
        .doesNotContain("kind");
  }

  private void look(boolean json) {
    var voice = new ReportWatching(new PrintWriter(out), json, () -> LATE, Optional.empty());
    var hours =
        new ReportWatch.Hours(LocalTime.of(8, 0), LocalTime.of(10, 0), Duration.ofMinutes(10));
    var next = new ReportWatch(() -> LATE, hours, new Unreachable(), voice).look();
    assertThat(next).isAfter(LATE);
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  private static final class Unreachable implements ReportWatch.Days {
    @Override
    public void fetch(LocalDate generated) throws IOException {
      throw new IOException(DOWN);
    }

    @Override
    public Set<String> archived(LocalDate generated) {
      return Set.of();
    }

    @Override
    public Optional<LocalDate> first() {
      return Optional.empty();
    }
  }
}
