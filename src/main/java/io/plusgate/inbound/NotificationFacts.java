package io.plusgate.inbound;

import io.plusgate.payment.Evidence;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import io.plusgate.store.Digest;
import io.plusgate.store.Notification;
import io.plusgate.store.Payload;
import io.plusgate.store.PaymentEvidence;
import io.plusgate.tracing.Step;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of a notification: which one it is, and what must be the same each time it is
 * sent.
 *
 * <p>notifyPayment is known by its paymentRequestId; its outcome and amount must not change
 * (D/integration_auto_debit_acq_ns/notify_payment). Of the others nobody says that their content is
 * fixed, so another content is another notification.
 */
final class NotificationFacts {
  /** No documented id is longer (protocol 3.1). */
  private static final int LONGEST_ID = 64;

  private static final String OTHERS = "notification";

  private NotificationFacts() {}

  /**
   * The notification to be kept, or nothing when it lacks what the protocol demands of it.
   *
   * @param step its own, in whatever trace; the payment's trace wins where it has one
   */
  static Optional<Notification> read(VerifiedCall call, Step step, Instant now) {
    return call.message().flatMap(message -> read(call, message, step, now));
  }

  private static Optional<Notification> read(
      VerifiedCall call, Message message, Step step, Instant now) {
    return call.route().api().is(ApiCatalog.NOTIFY_PAYMENT)
        ? payment(call, message, step, now)
        : Optional.of(other(call, message, step, now));
  }

  private static Optional<Notification> payment(
      VerifiedCall call, Message message, Step step, Instant now) {
    Optional<Result> outcome = message.paymentResult().filter(NotificationFacts::isFinal);
    return message
        .paymentRequestId()
        .filter(id -> !id.isEmpty() && id.length() <= LONGEST_ID)
        .flatMap(id -> outcome.map(result -> payment(call, message, id, result, step, now)));
  }

  private static Notification payment(
      VerifiedCall call, Message message, String id, Result outcome, Step step, Instant now) {
    var content =
        Digest.of(
            outcome.resultStatus().name(),
            message.text("paymentAmount.value").orElse(""),
            message.text("paymentAmount.currency").orElse(""));
    String event = outcome.isSuccess() ? "payment.succeeded" : "payment.failed";
    var evidence = new Evidence.Notified(outcome, message.paymentAmount());
    return notification(
        call, id, content, event, Optional.of(new PaymentEvidence(id, evidence)), step, now);
  }

  private static Notification other(VerifiedCall call, Message message, Step step, Instant now) {
    var content = Digest.of(call.body().getBytes());
    var id = new StringBuilder();
    for (String field : call.route().api().idempotencyKey()) {
      message.text(field).filter(value -> value.length() <= LONGEST_ID).ifPresent(id::append);
    }
    return notification(
        call,
        id.append(' ').append(content).toString(),
        content,
        OTHERS,
        Optional.empty(),
        step,
        now);
  }

  private static Notification notification(
      VerifiedCall call,
      String id,
      Digest content,
      String event,
      Optional<PaymentEvidence> payment,
      Step step,
      Instant now) {
    var payload = new Payload(call.body().getBytes(), headers(call));
    return new Notification(
        call.clientId(),
        call.route().api().name(),
        id,
        content,
        event,
        payment,
        trace -> payload.after(step.within(trace).context()),
        now);
  }

  /** A notification says S or F, never U (D/api_acq/notify_payment). */
  private static boolean isFinal(Result outcome) {
    return outcome.resultStatus() != ResultStatus.U;
  }

  private static Map<String, String> headers(VerifiedCall call) {
    String type = call.headers().get("Content-Type");
    return Map.of(
        "Content-Type",
        type == null ? "application/json" : type,
        "Plusgate-Verified",
        "keyVersion=" + call.verified().keyVersion());
  }
}
