package io.plusgate.rehearse.sample;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a merchant's backend writes: only fields that the documents name (apis-acqp 2). */
final class ShopMessages {
  private ShopMessages() {}

  static JsonObject pay(JsonObject wish) {
    String id = wish.getString("paymentRequestId");
    String scenario = wish.getString("scenario");
    boolean presented = scenario.equals("PaymentCode");
    var amount = wish.getJsonObject("amount");
    var method = new JsonObject().put("paymentMethodType", "CONNECT_WALLET");
    if (presented) {
      method.put("paymentMethodId", wish.getString("paymentCode"));
    }
    var order =
        new JsonObject()
            .put("referenceOrderId", "order-" + id)
            .put("orderDescription", "Two cups of tea")
            .put("orderAmount", amount)
            .put("merchant", merchant());
    if (wish.containsKey("userAgent")) {
      order.put("env", new JsonObject().put("userAgent", wish.getString("userAgent")));
    }
    var factor =
        new JsonObject()
            .put("isInStorePayment", "true")
            .put("isCashierPayment", presented ? "false" : "true")
            .put("inStorePaymentScenario", scenario);
    return new JsonObject()
        .put("paymentRequestId", id)
        .put("order", order)
        .put("paymentAmount", amount)
        .put("paymentMethod", method)
        .put("paymentFactor", factor)
        .put("settlementStrategy", new JsonObject().put("settlementCurrency", "USD"))
        .put("paymentNotifyUrl", wish.getString("notifyUrl"));
  }

  static JsonObject about(String paymentRequestId) {
    return new JsonObject().put("paymentRequestId", paymentRequestId);
  }

  static JsonObject registration(JsonObject wish) {
    var merchant =
        new JsonObject()
            .put("referenceMerchantId", "M00000000001")
            .put("merchantDisplayName", "Sample shop")
            .put("merchantMCC", "5411");
    return new JsonObject()
        .put("registrationRequestId", wish.getString("registrationRequestId"))
        .put("productCodes", new JsonArray().add("IN_STORE_PAYMENT"))
        .put("merchantInfo", merchant)
        .put("registrationNotifyUrl", wish.getString("notifyUrl"));
  }

  /** What of an answer the people at the till need. */
  static JsonObject shown(JsonObject answer) {
    var result = answer.getJsonObject("result", new JsonObject());
    var shown = new JsonObject().put("code", result.getString("resultCode", "UNKNOWN_EXCEPTION"));
    if (answer.containsKey("paymentUrl")) {
      shown.put("paymentUrl", answer.getString("paymentUrl"));
    }
    var details =
        answer
            .getJsonObject("orderCodeForm", new JsonObject())
            .getJsonArray("codeDetails", new JsonArray());
    return details.isEmpty()
        ? shown
        : shown.put("codeValue", details.getJsonObject(0).getString("codeValue"));
  }

  static JsonObject success() {
    return new JsonObject()
        .put(
            "result",
            new JsonObject()
                .put("resultStatus", "S")
                .put("resultCode", "SUCCESS")
                .put("resultMessage", "success"));
  }

  private static JsonObject merchant() {
    var store =
        new JsonObject().put("referenceStoreId", "S00000000001").put("storeName", "Sample store");
    return new JsonObject()
        .put("referenceMerchantId", "M00000000001")
        .put("merchantName", "Sample shop")
        .put("merchantMCC", "5411")
        .put("merchantAddress", new JsonObject().put("region", "JP").put("city", "Tokyo"))
        .put("store", store);
  }
}
