package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Progress is for a person who waits at a terminal, and leaves no trace. */
class StatusLineTest {
  private final StringWriter seen = new StringWriter();

  @Test
  void tellsAPersonWhoWaitsAndGoesAway() {
    try (var line = StatusLine.on(new PrintWriter(seen), "reading", true, Duration.ofMillis(1))) {
      await().until(() -> seen.toString().contains("reading … "));
      line.say("writing");
      await().until(() -> seen.toString().contains("writing … "));
    }

    assertThat(seen.toString()).endsWith("\r\u001B[K");
  }

  @Test
  void saysNothingOfWhatIsQuick() {
    try (var line = StatusLine.on(new PrintWriter(seen), "reading", true, Duration.ofMinutes(1))) {
      line.say("writing");
    }

    assertThat(seen.toString()).isEmpty();
  }

  @Test
  void saysNothingWhereNobodyLooks() {
    try (var line = StatusLine.on(new PrintWriter(seen), "reading", false, Duration.ZERO)) {
      line.say("writing");
    }

    assertThat(seen.toString()).isEmpty();
  }
}
