package io.plusgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C Trace Context as a caller sends it, well or badly. */
class TraceContextTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void readsItsPartsAndPassesTheStateOn() {
    var context = TraceContext.of(List.of(PARENT), List.of("one=1", "two=2"));

    assertThat(context.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(context.spanId()).isEqualTo("b7ad6b7169203331");
    assertThat(context.isSampled()).isTrue();
    assertThat(context.tracestate()).isEqualTo("one=1,two=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
        " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      })
  void takesNothingThatTheRecommendationDoesNotAllow(String parent) {
    assertThat(TraceContext.of(List.of(parent), List.of("one=1"))).isEqualTo(TraceContext.NONE);
  }

  @Test
  void takesNothingWhenThereAreTwo() {
    assertThat(TraceContext.of(List.of(PARENT, PARENT), List.of())).isEqualTo(TraceContext.NONE);
  }

  @Test
  void readsTheKnownPartOfALaterVersion() {
    var later = "01" + PARENT.substring(2) + "-what-comes-then";

    assertThat(TraceContext.of(List.of(later), List.of()).traceparent()).isEqualTo(PARENT);
  }

  @Test
  void dropsAStateThatIsTooLongOrNotPrintable() {
    assertThat(TraceContext.of(List.of(PARENT), List.of("a=" + "b".repeat(511))).tracestate())
        .isEmpty();
    assertThat(TraceContext.of(List.of(PARENT), List.of("a=\u00e9")).tracestate()).isEmpty();
  }

  @Test
  void isTheSameAfterItWasStored() {
    var context = new TraceContext(PARENT, "one=1, two=2");
    var headers = new HashMap<String, String>();

    context.eachHeader(headers::put);

    assertThat(TraceContext.read(context.inOneLine())).isEqualTo(context);
    assertThat(TraceContext.of(headers)).isEqualTo(context);
    assertThat(TraceContext.read(TraceContext.NONE.inOneLine())).isEqualTo(TraceContext.NONE);
  }

  @Test
  void movesWithinItsTrace() {
    var there = new TraceContext(PARENT, "one=1").at("00f067aa0ba902b7");

    assertThat(there.traceparent())
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01");
    assertThat(there.isInTraceOf(TraceContext.read(PARENT))).isTrue();
    assertThat(there.isInTraceOf(TraceContext.NONE)).isFalse();
  }

  @Test
  void answersAnyTextWithAContextOrNone() {
    var random = new Random(12);
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder(PARENT);
      for (int change = random.nextInt(3); change >= 0; change--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
      }

      var context = TraceContext.of(List.of(text.toString()), List.of());

      assertThat(context.isNone() || context.traceId().length() == 32).isTrue();
    }
  }
}
