package io.plusgate.demo;

import io.plusgate.protocol.MessageTime;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A wallet's books, as small as the rules allow: a repeat gets the first answer, a changed repeat
 * is refused, cancel and refund always succeed, and a pay after its cancel is refused
 * (D/api_mpp/idempotency, D/pos_tap_mpp/cancel_a_payment).
 */
public final class SampleWallet {
  private final Map<String, Payment> payments = new HashMap<>();
  private final Map<String, JsonObject> refunds = new HashMap<>();
  private final Map<String, Long> refunded = new HashMap<>();
  private final Set<String> cancelled = new HashSet<>();
  private final Map<String, String> authCodes = new HashMap<>();
  private boolean asksItsUser;
  private Optional<String> onlyRegion = Optional.empty();

  /** How a payment stands in this wallet's books. */
  public enum Standing {
    UNKNOWN,
    WAITING,
    PAID,
    CANCELLED
  }

  /** A payment that was begun; paid as soon as money was taken. */
  private static final class Payment {
    private final JsonObject request;
    private final String customerId;
    private boolean paid;

    Payment(JsonObject request, String customerId) {
      this.request = request;
      this.customerId = customerId;
    }

    JsonObject amount() {
      return request.getJsonObject("paymentAmount", new JsonObject());
    }
  }

  /** From now on a pay waits for its user: it is answered U, and paid when he confirms. */
  public synchronized void asksItsUser(boolean asks) {
    asksItsUser = asks;
  }

  /** From now on only codes that are shown in this region are paid (since MPP 1.4.2). */
  public synchronized void paysOnlyIn(Optional<String> region) {
    onlyRegion = region;
  }

  public synchronized Standing standing(String paymentRequestId) {
    if (cancelled.contains(paymentRequestId)) {
      return Standing.CANCELLED;
    }
    Payment known = payments.get(paymentRequestId);
    if (known == null) {
      return Standing.UNKNOWN;
    }
    return known.paid ? Standing.PAID : Standing.WAITING;
  }

  synchronized JsonObject pay(JsonObject request) {
    String id = request.getString("paymentRequestId", "");
    if (cancelled.contains(id)) {
      return failure("ORDER_IS_CLOSED", "The order is closed.");
    }
    JsonObject method = request.getJsonObject("paymentMethod", new JsonObject());
    JsonObject shownIn = method.getJsonObject("paymentMethodMetaData", new JsonObject());
    String region = shownIn.getString("paymentCodeRegion", "");
    if (onlyRegion.isPresent() && !onlyRegion.get().equals(region)) {
      return failure("UNAVAILABLE_PAYMENT_METHOD", "Not in this region.");
    }
    Payment known = payments.get(id);
    if (known == null) {
      known = new Payment(request, method.getString("customerId", ""));
      known.paid = !asksItsUser;
      payments.put(id, known);
    } else if (!known.amount().equals(request.getJsonObject("paymentAmount", new JsonObject()))) {
      return failure("REPEAT_REQ_INCONSISTENT", "Repeated requests are inconsistent.");
    }
    return known.paid ? told(success(), known) : inProcess("result");
  }

  /** Keeps an order that a user is shown; he has not paid it yet. */
  synchronized void show(JsonObject order, String customerId) {
    payments.putIfAbsent(order.getString("paymentRequestId"), new Payment(order, customerId));
  }

  /** The user confirms: the money is taken, unless the order was closed meanwhile. */
  synchronized Optional<JsonObject> confirm(String paymentRequestId) {
    Payment known = payments.get(paymentRequestId);
    if (known == null || cancelled.contains(paymentRequestId)) {
      return Optional.empty();
    }
    known.paid = true;
    return Optional.of(notification(known));
  }

  private static JsonObject notification(Payment payment) {
    var body =
        new JsonObject()
            .put("paymentResult", result("S", "SUCCESS", "success"))
            .put("paymentRequestId", payment.request.getString("paymentRequestId"));
    JsonObject payTo = payment.request.getJsonObject("payToAmount", payment.amount());
    if (!payTo.equals(payment.amount())) {
      body.put("payToAmount", payTo);
    }
    return told(body, payment);
  }

  private static JsonObject told(JsonObject into, Payment payment) {
    return into.put("paymentId", "W" + payment.request.getString("paymentRequestId"))
        .put("paymentAmount", payment.amount())
        .put("paymentTime", now())
        .put("customerId", payment.customerId);
  }

  synchronized JsonObject inquire(JsonObject request) {
    String id = request.getString("paymentRequestId", "");
    if (cancelled.contains(id)) {
      return success().put("paymentResult", result("F", "ORDER_IS_CLOSED", "The order is closed."));
    }
    var known = payments.get(id);
    if (known == null) {
      return failure("ORDER_NOT_EXIST", "Order does not exist.");
    }
    return known.paid
        ? told(success().put("paymentResult", result("S", "SUCCESS", "success")), known)
        : success().mergeIn(inProcess("paymentResult"));
  }

  synchronized JsonObject cancel(JsonObject request) {
    cancelled.add(request.getString("paymentRequestId", ""));
    return success();
  }

  /** Once per refundRequestId, however often it comes. */
  synchronized JsonObject refund(JsonObject request) {
    String id = request.getString("refundRequestId", "");
    JsonObject before = refunds.get(id);
    if (before != null) {
      return before;
    }
    JsonObject answer = success().put("refundId", "R" + id).put("refundTime", now());
    refunds.put(id, answer);
    String value = request.getJsonObject("refundAmount", new JsonObject()).getString("value", "0");
    refunded.merge(request.getString("paymentRequestId", ""), Long.parseLong(value), Long::sum);
    return answer;
  }

  /** How much of this payment went back to its user, in the order's money. */
  public synchronized long refunded(String paymentRequestId) {
    return refunded.getOrDefault(paymentRequestId, 0L);
  }

  /** The app's user allows somebody to know who he is. */
  synchronized String authCode(String customerId) {
    String code = "auth-" + (authCodes.size() + 1);
    authCodes.put(code, customerId);
    return code;
  }

  synchronized JsonObject applyToken(JsonObject request) {
    String customerId = authCodes.get(request.getString("authCode", ""));
    // A repeat gets the same answer: Alipay+ repeats what was not answered in time.
    return customerId == null
        ? failure("INVALID_TOKEN", "The code was not given.")
        : success().put("accessToken", "token-" + customerId).put("customerId", customerId);
  }

  static JsonObject success() {
    return new JsonObject().put("result", result("S", "SUCCESS", "success"));
  }

  static JsonObject failure(String code, String message) {
    return new JsonObject().put("result", result("F", code, message));
  }

  private static JsonObject inProcess(String place) {
    var waiting = result("U", "PAYMENT_IN_PROCESS", "The payment is in process.");
    return new JsonObject().put(place, waiting);
  }

  private static JsonObject result(String status, String code, String message) {
    return new JsonObject()
        .put("resultCode", code)
        .put("resultStatus", status)
        .put("resultMessage", message);
  }

  private static String now() {
    return MessageTime.format(Instant.now());
  }
}
