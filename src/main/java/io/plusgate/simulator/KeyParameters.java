package io.plusgate.simulator;

import io.vertx.core.json.JsonObject;

/** What must be the same in a repeat, so that one id can never mean two things. */
final class KeyParameters {
  private KeyParameters() {}

  /** The union of the idempotency page's list and the API pages' (protocol 4.1). */
  static JsonObject ofPay(JsonObject body) {
    return new JsonObject()
        .put("paymentAmount", body.getValue("paymentAmount"))
        .put("orderAmount", Fields.object(body, "order").map(KeyParameters::orderAmount).orElse(""))
        .put("paymentMethodType", Fields.text(body, "paymentMethod.paymentMethodType").orElse(""))
        .put("paymentFactor", body.getValue("paymentFactor"))
        .put("settlementStrategy", body.getValue("settlementStrategy"));
  }

  /** D/api_mpp_std/notify_payment, D/api_mpp/idempotency. */
  static JsonObject ofWalletNotification(JsonObject body) {
    var same = new JsonObject();
    for (String name :
        new String[] {
          "paymentAmount",
          "paymentResult",
          "paymentId",
          "payToAmount",
          "customerId",
          "customsDeclarationAmount"
        }) {
      same.put(name, body.getValue(name));
    }
    return same;
  }

  private static String orderAmount(JsonObject order) {
    return Fields.object(order, "orderAmount").map(JsonObject::encode).orElse("");
  }
}
