package io.plusgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small words of the configuration: durations, slips, hosts, placeholders. */
class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S, 500ms",
    "2s, PT2S, 2s",
    "90s, PT90S, 90s",
    "120s, PT2M, 2m",
    "60m, PT1H, 1h",
    "72h, PT72H, 72h",
    "35d, PT840H, 35d",
    "0s, PT0S, 0s"
  })
  void readsAndShowsDurations(String text, Duration meant, String shown) {
    assertThat(Durations.parse(text)).contains(meant);
    assertThat(Durations.format(meant)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "s", "1 s", "-1s", "1.5s", "PT1S", "9999999999s", "1S", "1w"})
  void refusesOtherDurations(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void findsWhatWasMostLikelyMeant() {
    assertThat(Nearest.to("prot", List.of("host", "port", "tls"))).contains("port");
    assertThat(Nearest.to("Role", List.of("role", "store"))).contains("role");
    assertThat(Nearest.to("notifyPaymnt", List.of("notifyPayment", "pay")))
        .contains("notifyPayment");
    assertThat(Nearest.to("colour", List.of("host", "port"))).isEmpty();
    assertThat(Nearest.to("notifyPayment", List.of("inquiryPayment"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "localhost", "LOCALHOST", "::1", "[::1]"})
  void knowsItsOwnMachine(String host) {
    assertThat(Loopback.is(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0", "10.0.0.1", "localhost.example.com", "127.0.0.1.example.com", "::"})
  void takesNoOtherHostForItsOwnMachine(String host) {
    assertThat(Loopback.is(host)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain|plain",
        "${SET}|value",
        "a${SET}b${SET}c|avaluebvaluec",
        "${UNSET:other}|other",
        "${EMPTY:other}|other",
        "${SET:other}|value",
        "${UNSET:http://host:80/x}|http://host:80/x",
        "$${SET}|${SET}",
        "$SET {SET}|$SET {SET}"
      })
  void fillsInTheEnvironment(String text, String filled) throws Unusable {
    var placeholders = new Placeholders(Map.of("SET", "value", "EMPTY", ""));

    assertThat(placeholders.fill(text)).isEqualTo(filled);
  }
}
