package io.plusgate.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import org.junit.jupiter.api.Test;

class PayloadTest {
  @Test
  void carriesVerifiedBytesAsJsonWithTheKeyThatVouchesForThem() {
    var payload = Payload.verified("{}".getBytes(UTF_8), "1");

    assertThat(payload.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Plusgate-Verified", "keyVersion=1");
  }

  @Test
  void neverSaysHowAPaymentEndedWhereNobodySaidIt() {
    var payload = Payload.unknown();

    assertThat(ResultBody.read(payload.body())).contains(Result.UNKNOWN_EXCEPTION);
    assertThat(payload.headers())
        .containsEntry("Plusgate-Local-Answer", "true")
        .doesNotContainKey("Plusgate-Verified");
  }
}
