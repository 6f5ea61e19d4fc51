package io.plusgate.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;

/**
 * A {@code notifyPayment} with the fields and values of the published sample, for a payment of
 * one's choice.
 *
 * @param amount in yen, which has no smaller unit
 * @param paymentTime as it stands in the message
 */
public record SampleResult(String paymentRequestId, String amount, String paymentTime) {
  /** The time in the published sample. */
  public static final String PUBLISHED_TIME = "2020-01-01T12:01:01+08:30";

  public byte[] succeeded() {
    return body("SUCCESS", "S", "success");
  }

  public byte[] failed() {
    return body("USER_BALANCE_NOT_ENOUGH", "F", "The balance is not enough.");
  }

  private byte[] body(String code, String status, String message) {
    var paymentResult =
        new JsonObject()
            .put("resultCode", code)
            .put("resultStatus", status)
            .put("resultMessage", message);
    var yen = new JsonObject().put("value", amount).put("currency", "JPY");
    return new JsonObject()
        .put("acquirerId", "1111088000000000000")
        .put("pspId", "1022172000000000000")
        .put("paymentResult", paymentResult)
        .put("paymentRequestId", paymentRequestId)
        .put("paymentId", "20200101234567890130000")
        .put("paymentTime", paymentTime)
        .put("paymentAmount", yen)
        .encode()
        .getBytes(UTF_8);
  }
}
