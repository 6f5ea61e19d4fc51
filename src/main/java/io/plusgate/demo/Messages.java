package io.plusgate.demo;

import io.vertx.core.json.JsonObject;

/** The demo's requests: only fields that the published material names (apis-acqp 2.1 to 2.7). */
final class Messages {
  private Messages() {}

  static JsonObject userPresentedPay(String paymentRequestId, String amount, String notifyUrl) {
    // An example that the documents print (D/integration_user_mode_acq/payment_codes).
    return userPresentedPay(paymentRequestId, amount, notifyUrl, "281010897274821897274821");
  }

  static JsonObject userPresentedPay(
      String paymentRequestId, String amount, String notifyUrl, String paymentCode) {
    return pay(paymentRequestId, amount, notifyUrl)
        .put(
            "paymentMethod",
            new JsonObject()
                .put("paymentMethodType", "CONNECT_WALLET")
                .put("paymentMethodId", paymentCode))
        .put("paymentFactor", factor("PaymentCode", "false"));
  }

  static JsonObject orderCodePay(String paymentRequestId, String amount, String notifyUrl) {
    return pay(paymentRequestId, amount, notifyUrl)
        .put("paymentMethod", new JsonObject().put("paymentMethodType", "CONNECT_WALLET"))
        .put("paymentFactor", factor("OrderCode", "true"));
  }

  static JsonObject entryCodePay(
      String paymentRequestId, String amount, String notifyUrl, String userAgent) {
    var body =
        pay(paymentRequestId, amount, notifyUrl)
            .put("paymentMethod", new JsonObject().put("paymentMethodType", "CONNECT_WALLET"))
            .put("paymentFactor", factor("EntryCode", "true"));
    body.getJsonObject("order").put("env", new JsonObject().put("userAgent", userAgent));
    return body;
  }

  static JsonObject codeRequest(String customerId) {
    return new JsonObject()
        .put("region", "JP")
        .put("customerId", customerId)
        .put("codeQuantity", "1")
        .put("env", new JsonObject().put("deviceTokenId", "demo-phone"));
  }

  static JsonObject scan(String codeValue, String customerId) {
    return new JsonObject().put("codeValue", codeValue).put("customerId", customerId);
  }

  static JsonObject empty() {
    return new JsonObject();
  }

  static JsonObject inquiry(String paymentRequestId) {
    return new JsonObject().put("paymentRequestId", paymentRequestId);
  }

  static JsonObject refund(String paymentRequestId, String refundRequestId, String amount) {
    return new JsonObject()
        .put("paymentRequestId", paymentRequestId)
        .put("refundRequestId", refundRequestId)
        .put("refundAmount", yen(amount));
  }

  private static JsonObject pay(String paymentRequestId, String amount, String notifyUrl) {
    var store =
        new JsonObject().put("referenceStoreId", "S00000000001").put("storeName", "Demo store");
    var merchant =
        new JsonObject()
            .put("referenceMerchantId", "M00000000001")
            .put("merchantName", "Demo merchant")
            .put("merchantMCC", "5411")
            .put("merchantAddress", new JsonObject().put("region", "JP").put("city", "Tokyo"))
            .put("store", store);
    var order =
        new JsonObject()
            .put("referenceOrderId", "order_" + paymentRequestId)
            .put("orderDescription", "Two cups of tea")
            .put("orderAmount", yen(amount))
            .put("merchant", merchant);
    return new JsonObject()
        .put("paymentRequestId", paymentRequestId)
        .put("order", order)
        .put("paymentAmount", yen(amount))
        .put("settlementStrategy", new JsonObject().put("settlementCurrency", "USD"))
        .put("paymentNotifyUrl", notifyUrl);
  }

  private static JsonObject factor(String scenario, String cashier) {
    return new JsonObject()
        .put("isInStorePayment", "true")
        .put("isCashierPayment", cashier)
        .put("inStorePaymentScenario", scenario);
  }

  private static JsonObject yen(String amount) {
    return new JsonObject().put("currency", "JPY").put("value", amount);
  }
}
