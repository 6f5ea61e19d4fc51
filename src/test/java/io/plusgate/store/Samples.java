package io.plusgate.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.InquirySchedule;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Policy;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Payments, evidence and notifications as the contract's tests need them. */
final class Samples {
  static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456Z");
  static final Amount AMOUNT = new Amount(100, "JPY");
  static final Duration PAY_DEADLINE = Duration.ofSeconds(8);

  /** Asks two seconds after each answer, for a minute. */
  static final Arbiter ARBITER =
      new Arbiter(
          new Policy(
              Map.of(Policy.DEFAULT, everyTwoSeconds()),
              everyTwoSeconds(),
              true,
              Duration.ofMinutes(5)));

  private Samples() {}

  private static InquirySchedule everyTwoSeconds() {
    return new InquirySchedule(List.of(Duration.ofSeconds(2)), Duration.ofMinutes(1));
  }

  static PaymentKey key(String paymentRequestId) {
    return new PaymentKey(CLIENT, paymentRequestId);
  }

  /** Sent at noon, its pay answer due within eight seconds. */
  static Payment sent(String paymentRequestId) {
    return ARBITER.sent(
        key(paymentRequestId),
        Policy.DEFAULT,
        Optional.of(AMOUNT),
        Optional.empty(),
        NOON,
        PAY_DEADLINE);
  }

  static Settlement payUnknown(String paymentRequestId, Instant now) {
    return settlement(paymentRequestId, new Evidence.PayUnknown("no answer"), now);
  }

  static Settlement inquirySucceeded(String paymentRequestId, Instant now) {
    return settlement(paymentRequestId, inquired(Result.SUCCESS), now);
  }

  static Settlement inquiredOpen(String paymentRequestId, Instant now) {
    var running = new Result(ResultStatus.U, "PAYMENT_IN_PROCESS", "");
    return settlement(paymentRequestId, inquired(running), now);
  }

  static Settlement inquirySilent(String paymentRequestId, Instant now) {
    return settlement(paymentRequestId, new Evidence.InquiryUnknown("timeout"), now);
  }

  private static Evidence inquired(Result paymentResult) {
    return new Evidence.Inquired(
        Optional.of(Result.SUCCESS), Optional.of(paymentResult), Optional.of(AMOUNT), false);
  }

  static Evidence notified(Result paymentResult) {
    return new Evidence.Notified(paymentResult, Optional.of(AMOUNT));
  }

  static Notification succeededNotified(String paymentRequestId, Instant now) {
    return notified(paymentRequestId, notified(Result.SUCCESS), "S", "payment.succeeded", now);
  }

  static Notification failedNotified(String paymentRequestId, Instant now) {
    return notified(
        paymentRequestId, notified(Result.failed("PROCESS_FAIL", "")), "F", "payment.failed", now);
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
        payment -> payload(registrationRequestId),
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

  static Settlement settlement(String paymentRequestId, Evidence evidence, Instant now) {
    return new Settlement(
        key(paymentRequestId),
        evidence.source(),
        evidence,
        payment -> payload(paymentRequestId).after(payment),
        now);
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
        payment -> payload(paymentRequestId).after(payment),
        now);
  }
}
