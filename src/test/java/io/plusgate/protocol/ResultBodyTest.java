package io.plusgate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.signature.Vectors;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one body that we make ourselves. */
class ResultBodyTest {
  @Test
  void acknowledgesWithThePublishedBytes() {
    assertThat(ResultBody.of(Result.SUCCESS)).isEqualTo(Vectors.bytes("bodies/s5-ack.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a \"quoted\" one", "back\\slash", "line\nfeed\u0000", "支付 €"})
  void saysBackWhatItWasTold(String message) {
    Result result = Result.failed("INVALID_SIGNATURE", message);

    Optional<Result> read = ResultBody.read(ResultBody.of(result));

    assertThat(read).contains(result);
  }

  @Test
  void findsNoResultInAnotherBody() {
    assertThat(ResultBody.read("<html>502</html>".getBytes(UTF_8))).isEmpty();
    assertThat(ResultBody.read("{\"paymentId\":\"1\"}".getBytes(UTF_8))).isEmpty();
  }
}
