package io.plusgate.demo;

import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * A wallet's books, as small as the rules allow: a repeat gets the first answer, a changed repeat
 * is refused, cancel and refund always succeed, and a pay after its cancel is refused
 * (D/api_mpp/idempotency, D/pos_tap_mpp/cancel_a_payment).
 */
final class SampleWallet {
  private record Payment(JsonObject amount, JsonObject answer) {}

  private final Map<String, Payment> payments = new HashMap<>();
  private final Map<String, JsonObject> refunds = new HashMap<>();
  private final Map<String, Boolean> cancelled = new HashMap<>();

  synchronized JsonObject pay(JsonObject request) {
    String id = request.getString("paymentRequestId", "");
    JsonObject amount = request.getJsonObject("paymentAmount", new JsonObject());
    if (cancelled.containsKey(id)) {
      return failure("ORDER_IS_CLOSED", "The order is closed.");
    }
    var known = payments.get(id);
    if (known != null && !known.amount().equals(amount)) {
      return failure("REPEAT_REQ_INCONSISTENT", "Repeated requests are inconsistent.");
    }
    return payments.computeIfAbsent(id, first -> new Payment(amount, paid(first))).answer();
  }

  synchronized JsonObject inquire(JsonObject request) {
    String id = request.getString("paymentRequestId", "");
    if (cancelled.containsKey(id)) {
      return success().put("paymentResult", result("F", "ORDER_IS_CLOSED", "The order is closed."));
    }
    var known = payments.get(id);
    return known == null
        ? failure("ORDER_NOT_EXIST", "Order does not exist.")
        : success()
            .put("paymentResult", result("S", "SUCCESS", "success"))
            .put("paymentId", known.answer().getString("paymentId"))
            .put("paymentAmount", known.amount());
  }

  synchronized JsonObject cancel(JsonObject request) {
    cancelled.put(request.getString("paymentRequestId", ""), true);
    return success();
  }

  synchronized JsonObject refund(JsonObject request) {
    String id = request.getString("refundRequestId", "");
    return refunds.computeIfAbsent(
        id, first -> success().put("refundId", "R" + first).put("refundTime", now()));
  }

  static JsonObject success() {
    return new JsonObject().put("result", result("S", "SUCCESS", "success"));
  }

  static JsonObject failure(String code, String message) {
    return new JsonObject().put("result", result("F", code, message));
  }

  private static JsonObject paid(String paymentRequestId) {
    return success().put("paymentId", "W" + paymentRequestId).put("paymentTime", now());
  }

  private static JsonObject result(String status, String code, String message) {
    return new JsonObject()
        .put("resultCode", code)
        .put("resultStatus", status)
        .put("resultMessage", message);
  }

  private static String now() {
    return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
