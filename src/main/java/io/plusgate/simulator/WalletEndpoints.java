package io.plusgate.simulator;

import io.plusgate.protocol.ResultStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a wallet calls: codes to show, codes it has scanned, results it reports (apis-mpp 2). */
final class WalletEndpoints {
  /** A code is valid for one minute (D/api_mpp/get_payment_code). */
  private static final Duration CODE_VALIDITY = Duration.ofMinutes(1);

  /** Issuer number of the published example, then the type that means a payment code. */
  private static final String CODE_PREFIX = "25100102";

  private static final int MOST_CODES = 10;

  private final PaymentLife life;
  private final Ids ids;
  private final ScanCodes codes;
  private final Map<String, String> scannedBy = new HashMap<>();
  private final Map<String, JsonObject> notified = new HashMap<>();

  WalletEndpoints(PaymentLife life, Ids ids, ScanCodes codes) {
    this.life = life;
    this.ids = ids;
    this.codes = codes;
  }

  Future<JsonObject> getPaymentCode(Call call) {
    int quantity = call.text("codeQuantity").map(WalletEndpoints::number).orElse(1);
    if (call.text("customerId").isEmpty()) {
      return answer(Answers.illegal("customerId: absent"));
    }
    if (quantity < 1 || quantity > MOST_CODES) {
      return answer(Answers.illegal("codeQuantity: expected 1 to " + MOST_CODES));
    }
    var list = new JsonArray();
    for (int i = 0; i < quantity; i++) {
      list.add(paymentCode(call.at()));
    }
    return answer(Answers.success().put("paymentCodeInfoList", list));
  }

  Future<JsonObject> userInitiatedPay(Call call) {
    Optional<String> customer = call.text("customerId");
    if (call.missing("codeValue", "customerId").isPresent() || customer.isEmpty()) {
      return answer(Answers.illegal("codeValue, customerId: both are needed"));
    }
    String code = call.text("codeValue").orElse("");
    return answer(
        codes
            .find(code)
            .map(payment -> order(code, customer.get(), payment))
            .orElseGet(() -> Answers.refused("INVALID_CODE", "The code is invalid.")));
  }

  /** A wallet's word on a payment: final only, never U (D/api_mpp_std/notify_payment). */
  Future<JsonObject> notifyPayment(Call call) {
    String status = call.text("paymentResult.resultStatus").orElse("");
    if (call.missing("paymentRequestId").isPresent()
        || !(status.equals("S") || status.equals("F"))) {
      return answer(Answers.illegal("paymentRequestId, paymentResult: S or F is expected"));
    }
    String id = call.clientId() + ' ' + call.text("paymentRequestId").orElse("");
    JsonObject same = KeyParameters.ofWalletNotification(call.body());
    JsonObject first = notified.putIfAbsent(id, same);
    if (first != null && !first.equals(same)) {
      return answer(Answers.inconsistent());
    }
    settle(call, ResultStatus.of(status));
    return answer(Answers.success());
  }

  /** The rules' children are not published, so only the result is said. */
  Future<JsonObject> inquiryCodeRules(Call call) {
    return answer(Answers.success());
  }

  private JsonObject order(String code, String customerId, Payment payment) {
    String first = scannedBy.putIfAbsent(code, customerId);
    if (first != null && !first.equals(customerId)) {
      return Answers.inconsistent();
    }
    if (payment.state() != PaymentState.IN_PROCESS) {
      return Answers.refused(Answers.ORDER_IS_CLOSED, "The order is closed.");
    }
    return Answers.success()
        .put("acquirerId", payment.terms().acquirerId())
        .put("pspId", payment.wallet().pspId())
        .put("codeType", "ORDER_CODE")
        .put("paymentRequestId", payment.terms().paymentId())
        .put("order", payment.terms().request().getValue("order"))
        .put("paymentAmount", Fields.of(payment.terms().amount()))
        .put("paymentExpiryTime", Times.field(payment.terms().expiresAt()))
        .put("actionForm", new JsonObject().put("actionType", "HANDLE_BY_PSP"));
  }

  /** The payment behind a scanned code ends as the wallet says. */
  private void settle(Call call, ResultStatus status) {
    codes
        .findByPaymentId(call.text("paymentRequestId").orElse(""))
        .ifPresent(
            payment ->
                life.end(
                    payment,
                    status == ResultStatus.S ? PaymentState.SUCCEEDED : PaymentState.FAILED,
                    call.text("paymentResult.resultCode").orElse("SUCCESS")));
  }

  private JsonObject paymentCode(Instant now) {
    return new JsonObject()
        .put("paymentCode", CODE_PREFIX + ids.digits16())
        .put("codeValidityStartTime", Times.field(now))
        .put("codeExpiryTime", Times.field(now.plus(CODE_VALIDITY)));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  private static Future<JsonObject> answer(JsonObject body) {
    return Future.succeededFuture(body);
  }
}
