package io.plusgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastHeardTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final LastHeard heard = new LastHeard();

  @Test
  void saysThatNobodyHasCalled() {
    assertThat(heard.words()).isEqualTo("not yet called");
  }

  @Test
  void saysHowTheLastCallsWentAndWhenOneWentWell() {
    heard.answered(NOON);
    String good = heard.words();
    heard.missed("timeout", NOON.plusSeconds(1));
    heard.missed("unreachable", NOON.plusSeconds(2));
    String bad = heard.words();
    heard.answered(NOON.plusSeconds(3));

    assertThat(good).isEqualTo("answered at 2026-11-26T12:00:00Z");
    assertThat(bad)
        .isEqualTo(
            "unreachable at 2026-11-26T12:00:02Z, 2 in a row; answered at 2026-11-26T12:00:00Z");
    assertThat(heard.words()).isEqualTo("answered at 2026-11-26T12:00:03Z");
  }

  @Test
  void saysThatNothingEverCame() {
    heard.missed("timeout", NOON);

    assertThat(heard.words())
        .isEqualTo("timeout at 2026-11-26T12:00:00Z, 1 in a row; no answer since the start");
  }
}
