package io.plusgate.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.payment.Evidence;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.protocol.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Payments, evidence and notifications as the contract's tests need them. */
final class Samples {
  static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456Z");
  static final Amount AMOUNT = new Amount(100, "JPY");
  static final Duration PAY_DEADLINE = Duration.ofSeconds(8);

  private Samples() {}

  static PaymentKey key(String paymentRequestId) {
    return new PaymentKey(CLIENT, paymentRequestId);
  }

  /** Sent at noon, its pay answer due within eight seconds. */
  static Payment sent(String paymentRequestId) {
    var until = NOON.plus(PAY_DEADLINE);
    return new Payment(
        key(paymentRequestId),
        Phase.SENT,
        NOON,
        "pay",
        until,
        Optional.of(until),
        Optional.of(AMOUNT),
        0);
  }

  static Settlement payUnknown(String paymentRequestId, Instant now) {
    return settlement(
        paymentRequestId,
        new Evidence("pay", Phase.OPEN, Optional.empty(), Optional.of(now.plusSeconds(2)), true),
        now);
  }

  static Settlement inquirySucceeded(String paymentRequestId, Instant now) {
    return settlement(paymentRequestId, succeeded("inquiryPayment"), now);
  }

  static Evidence succeeded(String source) {
    return new Evidence(source, Phase.SUCCEEDED, Optional.of(AMOUNT), Optional.empty(), false);
  }

  static Evidence failed(String source) {
    return new Evidence(source, Phase.FAILED, Optional.of(AMOUNT), Optional.empty(), false);
  }

  static Notification succeededNotified(String paymentRequestId, Instant now) {
    return notified(paymentRequestId, succeeded("notifyPayment"), "S", "payment.succeeded", now);
  }

  static Notification failedNotified(String paymentRequestId, Instant now) {
    return notified(paymentRequestId, failed("notifyPayment"), "F", "payment.failed", now);
  }

  /** A notification that is not about a payment. */
  static Notification registrationNotified(String registrationRequestId, Instant now) {
    return new Notification(
        CLIENT,
        "notifyRegistrationStatus",
        registrationRequestId,
        Digest.of(registrationRequestId),
        "notification",
        Optional.empty(),
        payload(registrationRequestId),
        now);
  }

  static Handover handover(String paymentRequestId, String outcome) {
    return new Handover(
        CLIENT,
        "notifyPayment",
        paymentRequestId,
        Digest.of(outcome),
        Optional.of(paymentRequestId),
        payload(paymentRequestId),
        NOON);
  }

  static Payload payload(String text) {
    return new Payload(("{\"id\" : \"" + text + "\"}").getBytes(UTF_8), Map.of("keyVersion", "1"));
  }

  private static Settlement settlement(String paymentRequestId, Evidence evidence, Instant now) {
    return new Settlement(
        key(paymentRequestId), evidence.source(), evidence, payload(paymentRequestId), now);
  }

  private static Notification notified(
      String paymentRequestId, Evidence evidence, String outcome, String event, Instant now) {
    return new Notification(
        CLIENT,
        "notifyPayment",
        paymentRequestId,
        Digest.of(outcome, AMOUNT.toString()),
        event,
        Optional.of(new PaymentEvidence(paymentRequestId, evidence)),
        payload(paymentRequestId),
        now);
  }
}
