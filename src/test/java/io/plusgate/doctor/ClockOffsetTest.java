package io.plusgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.doctor.Findings.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A Date says whole seconds: only what is certain counts against this machine's clock. */
class ClockOffsetTest {
  private static final Instant SENT = Instant.parse("2026-11-26T12:00:10.900Z");

  @Test
  void agreesWithTheSecondThatWasRunning() {
    assertThat(judged("Thu, 26 Nov 2026 12:00:10 GMT", Optional.empty())).isEqualTo(Verdict.OK);
    assertThat(judged("Thu, 26 Nov 2026 12:00:11 GMT", Optional.empty())).isEqualTo(Verdict.OK);
  }

  @Test
  void doubtsSecondsAndRefusesMinutes() {
    assertThat(judged("Thu, 26 Nov 2026 12:00:15 GMT", Optional.empty())).isEqualTo(Verdict.WARN);
    assertThat(judged("Thu, 26 Nov 2026 11:54:00 GMT", Optional.empty())).isEqualTo(Verdict.FAIL);
  }

  @Test
  void refusesWhatTheConfigurationWouldNotTolerateOfOthers() {
    var skew = Optional.of(Duration.ofSeconds(3));

    assertThat(judged("Thu, 26 Nov 2026 12:00:15 GMT", skew)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void saysThatItKnowsNothingWithoutADate() {
    assertThat(judged("yesterday", Optional.empty())).isEqualTo(Verdict.WARN);
  }

  private static Verdict judged(String date, Optional<Duration> clockSkew) {
    var findings = new Findings();
    var head = new Wire.Head(SENT, SENT.plusMillis(200), "HTTP/1.1 404", Map.of("date", date));
    new ClockOffset(head).judge(findings, "host", clockSkew);
    return findings.list().get(0).verdict();
  }
}
