package io.plusgate.payment;

/** What a payment is known by, for ever: whose it is, and our id of it. */
public record PaymentKey(String clientId, String paymentRequestId) {
  public PaymentKey {
    if (clientId.isEmpty() || paymentRequestId.isEmpty()) {
      throw new IllegalArgumentException("payment: an id is empty (expected: both ids)");
    }
  }
}
