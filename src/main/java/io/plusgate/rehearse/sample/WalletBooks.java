package io.plusgate.rehearse.sample;

import io.plusgate.protocol.MessageTime;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a wallet remembers: a repeat gets the first answer, a changed one is refused, cancel and
 * refund always succeed, and a pay after its cancel is refused (D/api_mpp/idempotency).
 */
final class WalletBooks {
  private static final String WAITING = "PAYMENT_IN_PROCESS";

  /** What must be the same on a repeat (D/api_mpp/idempotency). */
  private static final List<String> FIXED =
      List.of("paymentAmount", "payToAmount", "surchargeInfo", "paymentMethod", "paymentPromoInfo");

  private final Flaw flaw;
  private final Map<String, Payment> payments = new HashMap<>();
  private final Map<String, JsonObject> refunds = new HashMap<>();
  private final Set<String> cancelled = new HashSet<>();
  private final Map<String, String> regions = new HashMap<>();
  private final Deque<String> arranged = new ArrayDeque<>();
  private int paymentIds;
  private int refundIds;

  private static final class Payment {
    private final JsonObject request;
    private String customerId = "";
    private String code = WAITING;
    private String paymentId = "";
    private String time = "";
    private int debits;
    private int refunds;

    Payment(JsonObject request) {
      this.request = request;
    }
  }

  WalletBooks(Flaw flaw) {
    this.flaw = flaw;
  }

  synchronized void issued(String code, String region) {
    regions.put(code, region);
  }

  /** The next payment goes this way instead of being paid at once. */
  synchronized JsonObject arrange(JsonObject wish) {
    arranged.add(wish.getString("next"));
    return new JsonObject();
  }

  synchronized JsonObject pay(JsonObject request) {
    String id = request.getString("paymentRequestId", "");
    boolean believing = flaw == Flaw.IGNORES_CONTRADICTIONS;
    if (cancelled.contains(id) && !believing) {
      return failure("ORDER_IS_CLOSED");
    }
    Payment known = payments.get(id);
    if (known != null) {
      return believing || isSame(known.request, request)
          ? repeated(known)
          : failure("REPEAT_REQ_INCONSISTENT");
    }
    if (!isShownWhereItMayBe(request) && !believing) {
      return failure("UNAVAILABLE_PAYMENT_METHOD");
    }
    var payment = new Payment(request);
    payment.customerId = request.getJsonObject("paymentMethod").getString("customerId", "");
    payments.put(id, payment);
    String next = arranged.isEmpty() ? "SUCCESS" : arranged.poll();
    if (next.equals("SUCCESS")) {
      debit(payment);
    } else {
      payment.code = next;
    }
    return answer(payment);
  }

  private JsonObject repeated(Payment known) {
    if (flaw == Flaw.NO_IDEMPOTENCY) {
      debit(known);
    } else if (flaw == Flaw.IGNORES_CONTRADICTIONS && known.code.equals("ORDER_IS_CLOSED")) {
      debit(known);
    }
    return answer(known);
  }

  private static boolean isSame(JsonObject first, JsonObject now) {
    return FIXED.stream()
        .allMatch(name -> Objects.equals(first.getValue(name), now.getValue(name)));
  }

  private boolean isShownWhereItMayBe(JsonObject request) {
    var method = request.getJsonObject("paymentMethod", new JsonObject());
    String madeFor = regions.get(method.getString("paymentMethodId", ""));
    var shown = method.getJsonObject("paymentMethodMetaData", new JsonObject());
    return madeFor == null || madeFor.equals(shown.getString("paymentCodeRegion", madeFor));
  }

  private void debit(Payment payment) {
    paymentIds++;
    payment.debits++;
    payment.code = "SUCCESS";
    payment.paymentId = "W" + paymentIds;
    payment.time = now();
  }

  private static JsonObject answer(Payment payment) {
    return switch (payment.code) {
      case "SUCCESS" -> told(success(), payment);
      case WAITING -> new JsonObject().put("result", result("U", WAITING));
      default -> failure(payment.code);
    };
  }

  /** Keeps an order that a user is shown; he has not paid it yet. */
  synchronized void show(JsonObject order, String customerId) {
    var payment = new Payment(order);
    payment.customerId = customerId;
    payments.putIfAbsent(order.getString("paymentRequestId"), payment);
  }

  /** The user confirms; what Alipay+ is then told, if there is still something to pay. */
  synchronized Optional<JsonObject> confirm(String id) {
    Payment known = payments.get(id);
    if (known == null || !known.code.equals(WAITING)) {
      return Optional.empty();
    }
    debit(known);
    var content =
        new JsonObject().put("paymentRequestId", id).put("paymentResult", result("S", "SUCCESS"));
    return Optional.of(told(content, known));
  }

  synchronized JsonObject inquire(JsonObject request) {
    Payment known = payments.get(request.getString("paymentRequestId", ""));
    if (known == null) {
      return failure("ORDER_NOT_EXIST");
    }
    return switch (known.code) {
      case "SUCCESS" -> told(success().put("paymentResult", result("S", "SUCCESS")), known);
      case WAITING -> success().put("paymentResult", result("U", WAITING));
      default -> success().put("paymentResult", result("F", known.code));
    };
  }

  synchronized JsonObject cancel(JsonObject request) {
    String id = request.getString("paymentRequestId", "");
    cancelled.add(id);
    Payment known = payments.get(id);
    if (known != null) {
      known.code = "ORDER_IS_CLOSED";
      known.debits = 0;
    }
    return success();
  }

  synchronized JsonObject refund(JsonObject request) {
    String id = request.getString("refundRequestId", "");
    JsonObject first = refunds.get(id);
    if (first != null && flaw != Flaw.NO_IDEMPOTENCY) {
      return first;
    }
    Payment known = payments.get(request.getString("paymentRequestId", ""));
    if (known != null) {
      known.refunds++;
    }
    refundIds++;
    var answer = success().put("refundId", "R" + refundIds).put("refundTime", now());
    refunds.put(id, answer);
    return answer;
  }

  synchronized JsonObject state(@Nullable String id) {
    Payment known = payments.get(id);
    if (known == null) {
      return new JsonObject().put("state", "UNKNOWN").put("debits", 0).put("refunds", 0);
    }
    String state =
        switch (known.code) {
          case "SUCCESS" -> "PAID";
          case WAITING -> "OPEN";
          case "ORDER_IS_CLOSED" -> "CANCELLED";
          default -> "FAILED";
        };
    return new JsonObject()
        .put("state", state)
        .put("debits", known.debits)
        .put("refunds", known.refunds);
  }

  private static JsonObject told(JsonObject into, Payment payment) {
    into.put("paymentId", payment.paymentId)
        .put("paymentAmount", payment.request.getJsonObject("paymentAmount"))
        .put("paymentTime", payment.time)
        .put("customerId", payment.customerId);
    var payTo = payment.request.getJsonObject("payToAmount");
    return payTo == null || payTo.equals(payment.request.getJsonObject("paymentAmount"))
        ? into
        : into.put("payToAmount", payTo);
  }

  static JsonObject success() {
    return new JsonObject().put("result", result("S", "SUCCESS"));
  }

  static JsonObject failure(String code) {
    return new JsonObject().put("result", result("F", code));
  }

  private static JsonObject result(String status, String code) {
    return new JsonObject()
        .put("resultStatus", status)
        .put("resultCode", code)
        .put("resultMessage", code);
  }

  private static String now() {
    return MessageTime.format(Instant.now());
  }
}
