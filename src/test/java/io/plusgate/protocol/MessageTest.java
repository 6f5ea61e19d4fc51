package io.plusgate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the few fields of a body mean, and that half a value is no value. */
class MessageTest {
  @ParameterizedTest
  @CsvSource({"S, S", "F, F", "U, U", "A, U", "s, U", "'', U", "SUCCESS, U"})
  void takesEveryStatusButSAndFForUnknown(String text, ResultStatus expected) {
    Message message =
        message("{\"result\":{\"resultStatus\":\"" + text + "\",\"resultCode\":\"X\"}}");

    assertThat(message.result()).map(Result::resultStatus).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"result\":{\"resultStatus\":\"S\"}}",
        "{\"result\":{\"resultCode\":\"SUCCESS\"}}",
        "{\"result\":{\"resultStatus\":null,\"resultCode\":\"SUCCESS\"}}",
        "{\"result\":\"S\"}",
        "{\"result\":[{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}]}",
        "{\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}}",
      })
  void hasNoResultWithoutBothStatusAndCode(String body) {
    assertThat(message(body).result()).isEmpty();
  }

  @Test
  void keepsTheTwoResultsApart() {
    Message message =
        message(
            "{\"result\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"},"
                + "\"paymentResult\":{\"resultStatus\":\"F\",\"resultCode\":\"ORDER_IS_CLOSED\","
                + "\"resultMessage\":\"closed\"}}");

    assertThat(message.result()).contains(new Result(ResultStatus.S, "SUCCESS", ""));
    assertThat(message.paymentResult()).contains(Result.failed("ORDER_IS_CLOSED", "closed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"paymentAmount\":{\"value\":\"100\"}}",
        "{\"paymentAmount\":{\"currency\":\"JPY\"}}",
        "{\"paymentAmount\":{\"value\":\"1.00\",\"currency\":\"JPY\"}}",
        "{\"paymentAmount\":{\"value\":\"100\",\"currency\":\"yen\"}}",
        "{\"paymentAmount\":\"100 JPY\"}",
        "{\"refundAmount\":{\"value\":\"100\",\"currency\":\"JPY\"}}",
      })
  void hasNoPaymentAmountUnlessItIsWhole(String body) {
    assertThat(message(body).paymentAmount()).isEmpty();
  }

  @Test
  void readsTheRestOfWhatAFlowAsksFor() {
    Message message =
        message(
            "{\"refundAmount\":{\"value\":\"7\",\"currency\":\"USD\"},"
                + "\"paymentExpiryTime\":\"2019-11-27T12:01:01+08:00\","
                + "\"paymentFactor\":{\"inStorePaymentScenario\":\"OrderCode\"}}");

    assertThat(message.refundAmount()).contains(new Amount(7, "USD"));
    assertThat(message.paymentExpiryTime())
        .contains(OffsetDateTime.parse("2019-11-27T12:01:01+08:00"));
    assertThat(message.inStorePaymentScenario()).contains("OrderCode");
  }

  private static Message message(String body) {
    return MessageReader.read(body.getBytes(UTF_8)).orElseThrow();
  }
}
