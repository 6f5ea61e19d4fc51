package io.plusgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** getPaymentCode and inquiryCodeRules: what a wallet needs before its user can pay. */
final class CodeEndpoints {
  private static final Pattern QUANTITY = Pattern.compile("[1-9]|10");

  private final PaymentCodes codes;
  private final boolean refuseBadBodies;

  CodeEndpoints(PaymentCodes codes, boolean refuseBadBodies) {
    this.codes = codes;
    this.refuseBadBodies = refuseBadBodies;
  }

  Future<JsonObject> getPaymentCode(Call call) {
    return Future.succeededFuture(issue(call));
  }

  /** The children of codeRules are not known, so the simulator has no rules to give. */
  Future<JsonObject> inquiryCodeRules(Call call) {
    return Future.succeededFuture(Answers.success());
  }

  private JsonObject issue(Call call) {
    Optional<String> customerId = call.text("customerId");
    if (customerId.isEmpty()) {
      return Answers.illegal("customerId: missing");
    }
    String quantity = call.text("codeQuantity").orElse("1");
    if (!QUANTITY.matcher(quantity).matches()) {
      return Answers.illegal("codeQuantity: " + quantity + " (expected: 1 to 10)");
    }
    if (refuseBadBodies && Fields.object(call.body(), "env").isEmpty()) {
      return Answers.illegal("env: missing");
    }
    var list = new JsonArray();
    for (int i = 0; i < Integer.parseInt(quantity); i++) {
      list.add(
          new JsonObject()
              .put("paymentCode", codes.issue(call.clientId(), customerId.get(), call.at()))
              .put("codeValidityStartTime", Times.field(call.at()))
              .put("codeExpiryTime", Times.field(call.at().plus(PaymentCodes.VALID))));
    }
    return Answers.success().put("paymentCodeInfoList", list);
  }
}
