package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * What a code that payers scan stands for.
 *
 * @param order the order as the wallet gets it
 * @param acquirers the acquirer's payment behind it; none for an order that only the test made
 * @param actionType HANDLE_BY_PSP or HANDLE_BY_SDK
 */
record ScanOrder(
    String acquirerId,
    Amount amount,
    JsonObject order,
    JsonObject paymentFactor,
    Optional<String> redirectUrl,
    Instant expiresAt,
    Optional<Payment> acquirers,
    String actionType) {

  static final String HANDLE_BY_PSP = "HANDLE_BY_PSP";

  static ScanOrder of(Payment payment) {
    Payment.Terms terms = payment.terms();
    JsonObject request = terms.request();
    return new ScanOrder(
        terms.acquirerId(),
        terms.amount(),
        Fields.object(request, "order").orElseGet(JsonObject::new),
        Fields.object(request, "paymentFactor").orElseGet(JsonObject::new),
        Fields.text(request, "paymentRedirectUrl"),
        terms.expiresAt(),
        Optional.of(payment),
        HANDLE_BY_PSP);
  }

  boolean isClosed() {
    return acquirers.filter(payment -> payment.state() != PaymentState.IN_PROCESS).isPresent();
  }
}
