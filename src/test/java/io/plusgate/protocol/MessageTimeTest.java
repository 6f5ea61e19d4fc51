package io.plusgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plusgate.signature.Vectors;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every published Request-Time case, and the shapes around them. */
class MessageTimeTest {
  static Stream<JsonNode> published() {
    return Vectors.cases("header-cases.json", "/requestTimeCases/cases");
  }

  @Test
  void noPublishedCaseIsLeftOut() {
    assertThat(published()).hasSize(12);
  }

  @ParameterizedTest
  @MethodSource("published")
  void readsThePublishedCases(JsonNode timeCase) {
    Optional<Long> expected =
        timeCase.has("epochMillis")
            ? Optional.of(timeCase.get("epochMillis").asLong())
            : Optional.empty();

    Optional<OffsetDateTime> time = MessageTime.parse(timeCase.get("raw").asText());

    assertThat(time.map(at -> at.toInstant().toEpochMilli())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-02-21T05:43:09.Z",
        "2025-02-21T05:43:09.1234567890Z",
        "2025-02-21T05:43Z",
        "2025-02-21t05:43:09Z",
        "2025-02-21T05:43:09z",
        "2025-02-21T05:43:09+0800",
        "2025-02-21T05:43:09+08",
        "2025-02-21T05:43:09+19:00",
        "2025-02-21T24:00:00Z",
        "2025-02-21T05:43:60Z",
        "2025-13-01T00:00:00Z",
        "2025-02-21T05:43:09Z ",
        " 2025-02-21T05:43:09Z",
        "2025-02-21T05:43:09Z\n",
        "٢٠٢٥-02-21T05:43:09Z",
        "+12025-02-21T05:43:09Z",
      })
  void readsNoOtherShapeAndNoUnrealDate(String text) {
    assertThat(MessageTime.parse(text)).isEmpty();
  }

  @Test
  void writesUtcInWholeSeconds() {
    assertThat(MessageTime.format(Instant.parse("2025-02-21T05:43:09.987Z")))
        .isEqualTo("2025-02-21T05:43:09Z");
  }

  @Test
  void writesThePatternOfTheConfiguration() {
    var pattern = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    String text = MessageTime.format(Instant.parse("2025-02-21T05:43:09.987Z"), pattern);

    assertThat(text).isEqualTo("2025-02-21T05:43:09.987Z");
  }
}
