package io.plusgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which headers an outside caller may not set. */
class PlusgateHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "Plusgate-Verified, true",
    "plusgate-anything, true",
    "PLUSGATE-, true",
    "webhook-id, true",
    "Webhook-Signature, true",
    "Plusgate, false",
    "X-Plusgate-Verified, false",
    "Webhook-Other, false",
    "Client-Id, false",
    "traceparent, false",
  })
  void knowsOurHeadersInAnyCase(String name, boolean ours) {
    assertThat(PlusgateHeader.isOurs(name)).isEqualTo(ours);
  }
}
