package io.plusgate.rehearse.sample;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a merchant's backend books: each payment once, by what was verified, and never reopened. */
final class ShopBooks {
  private final Flaw flaw;
  private final Map<String, Payment> payments = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, JsonObject> wallets = new HashMap<>();

  private static final class Payment {
    private JsonObject amount;
    private String state = "OPEN";
    private String code = "";
    private int bookings;

    Payment(JsonObject amount) {
      this.amount = amount;
    }
  }

  ShopBooks(Flaw flaw) {
    this.flaw = flaw;
  }

  /** False when the id is taken by a payment over another amount. */
  synchronized boolean begin(JsonObject wish) {
    JsonObject amount = wish.getJsonObject("amount");
    Payment known =
        payments.computeIfAbsent(wish.getString("paymentRequestId"), id -> new Payment(amount));
    return known.amount.equals(amount) || flaw == Flaw.IGNORES_CONTRADICTIONS;
  }

  /** The answer to the pay: S and F are final, everything else leaves it open. */
  synchronized void answered(String id, JsonObject answer) {
    var result = answer.getJsonObject("result", new JsonObject());
    Payment payment = payments.get(id);
    if (payment == null) {
      return;
    }
    switch (result.getString("resultStatus", "U")) {
      case "S" -> paid(payment, payment.amount);
      case "F" -> ended(payment, "FAILED", result.getString("resultCode", ""));
      default -> {}
    }
  }

  /** An event of the gateway; the same Webhook-Id is the same event. */
  synchronized void told(
      @Nullable String event, @Nullable String webhookId, @Nullable String id, JsonObject body) {
    boolean first = told.add(webhookId + "");
    Payment payment = payments.get(id);
    if (payment == null || event == null || (!first && flaw != Flaw.NO_IDEMPOTENCY)) {
      return;
    }
    switch (event) {
      case "payment.succeeded" -> paid(payment, payment.amount);
      case "payment.failed" -> ended(payment, "FAILED", "");
      case "payment.cancelled" -> ended(payment, "CANCELLED", "");
      case "payment.contradiction" -> contradicted(payment, body);
      default -> {}
    }
  }

  /** A person looks at it; the flaw is to believe it. */
  private void contradicted(Payment payment, JsonObject body) {
    var result = body.getJsonObject("paymentResult", new JsonObject());
    if (flaw == Flaw.IGNORES_CONTRADICTIONS && "S".equals(result.getString("resultStatus"))) {
      book(payment, body.getJsonObject("paymentAmount", payment.amount));
    }
  }

  private void paid(Payment payment, JsonObject amount) {
    if (payment.state.equals("OPEN") || flaw == Flaw.NO_IDEMPOTENCY) {
      book(payment, amount);
    }
  }

  private static void book(Payment payment, JsonObject amount) {
    payment.state = "PAID";
    payment.amount = amount;
    payment.bookings++;
  }

  private void ended(Payment payment, String state, String code) {
    if (payment.state.equals("OPEN") || flaw == Flaw.IGNORES_CONTRADICTIONS) {
      payment.state = state;
      payment.code = code;
    }
  }

  /** The list per wallet counts, not the overall status; the flaw is to read that one only. */
  synchronized void registered(JsonObject body) {
    var each = new JsonObject();
    for (Object one : body.getJsonArray("pspRegistrationResultList", new JsonArray())) {
      var wallet = (JsonObject) one;
      String status =
          wallet
              .getJsonObject("registrationResult", new JsonObject())
              .getString("registrationStatus", "");
      each.put(
          wallet.getString("pspName", ""),
          flaw == Flaw.IGNORES_CONTRADICTIONS ? "APPROVED" : status);
    }
    wallets.put(body.getString("registrationRequestId", ""), each);
  }

  synchronized JsonObject wallets(String registrationRequestId) {
    return new JsonObject()
        .put("wallets", wallets.getOrDefault(registrationRequestId, new JsonObject()));
  }

  synchronized JsonObject state(String id) {
    Payment payment = payments.get(id);
    if (payment == null) {
      return new JsonObject().put("state", "UNKNOWN").put("bookings", 0);
    }
    var state =
        new JsonObject()
            .put("state", payment.state)
            .put("bookings", payment.bookings)
            .put("amount", payment.amount);
    return payment.code.isEmpty() ? state : state.put("code", payment.code);
  }
}
