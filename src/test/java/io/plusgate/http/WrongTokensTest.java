package io.plusgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whoever sends many wrong tokens is not looked at for a while, and nobody else is. */
class WrongTokensTest {
  private static final String CALLER = "192.0.2.1";

  private Instant now = Instant.parse("2026-11-27T08:00:00Z");
  private final WrongTokens tokens = new WrongTokens(() -> now);

  @Test
  void tenAMinuteAreLookedAtAndThenNone() {
    add(CALLER, WrongTokens.MOST - 1);
    assertThat(tokens.heldBack(CALLER)).isEmpty();

    tokens.add(CALLER);

    assertThat(tokens.heldBack(CALLER)).contains(Duration.ofMinutes(1));
  }

  @Test
  void theMinuteBeginsWithTheFirstAndThenAllIsForgotten() {
    tokens.add(CALLER);
    later(Duration.ofSeconds(50));
    add(CALLER, WrongTokens.MOST);

    assertThat(tokens.heldBack(CALLER)).contains(Duration.ofSeconds(10));
    later(Duration.ofSeconds(10));
    assertThat(tokens.heldBack(CALLER)).isEmpty();
    tokens.add(CALLER);
    assertThat(tokens.heldBack(CALLER)).isEmpty();
  }

  @Test
  void oneAddressDoesNotCountForAnother() {
    add(CALLER, WrongTokens.MOST);

    assertThat(tokens.heldBack("192.0.2.2")).isEmpty();
    assertThat(tokens.heldBack("2001:db8::1")).isEmpty();
  }

  @Test
  void aNetworkThatOneMachineMayHaveWholeCountsAsOne() {
    for (int host = 1; host <= WrongTokens.MOST; host++) {
      tokens.add("2001:db8:0:1::" + host);
    }

    assertThat(tokens.heldBack("2001:db8:0:1:ffff::7")).isPresent();
    assertThat(tokens.heldBack("2001:db8:0:2::1")).isEmpty();
  }

  @Test
  void remembersSoManyAddressesAndForgetsTheQuietest() {
    add(CALLER, WrongTokens.MOST);
    add("192.0.2.2", WrongTokens.MOST);
    for (int other = 0; other < WrongTokens.ADDRESSES; other++) {
      tokens.add("10.0." + other / 256 + "." + other % 256);
      assertThat(tokens.heldBack(CALLER)).isPresent();
    }

    assertThat(tokens.remembered()).isEqualTo(WrongTokens.ADDRESSES);
    assertThat(tokens.heldBack("192.0.2.2")).isEmpty();
  }

  @Test
  void aClockThatIsSetBackHoldsNobody() {
    add(CALLER, WrongTokens.MOST);

    later(Duration.ofHours(-1));

    assertThat(tokens.heldBack(CALLER)).isEmpty();
  }

  private void add(String address, int times) {
    for (int time = 0; time < times; time++) {
      tokens.add(address);
    }
  }

  private void later(Duration by) {
    now = now.plus(by);
  }
}
