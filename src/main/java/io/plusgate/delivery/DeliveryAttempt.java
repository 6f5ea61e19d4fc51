package io.plusgate.delivery;

import io.plusgate.http.AccessLog;
import io.plusgate.http.LogLine;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.ClaimedDelivery;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryVerdict;
import io.plusgate.tracing.Hop;
import io.plusgate.tracing.Note;
import io.plusgate.tracing.Notes;
import io.plusgate.tracing.Step;
import io.plusgate.tracing.Tracing;

/** One try to tell the backend, and what is told of it: a line of the log and a span. */
record DeliveryAttempt(ClaimedDelivery claimed, Step step, long startedNanos) {

  /** It follows the step that queued the delivery, in this gateway or before its last restart. */
  static DeliveryAttempt begin(ClaimedDelivery claimed, Tracing tracing) {
    var follows = TraceContext.of(claimed.payload().headers());
    return new DeliveryAttempt(claimed, tracing.begin(follows), System.nanoTime());
  }

  Delivery delivery() {
    return claimed.delivery();
  }

  void ended(DeliveryVerdict verdict, AccessLog log) {
    long spent = System.nanoTime() - startedNanos;
    log.tell("delivery", line -> write(verdict, spent, line));
    step.ended(Hop.TO_BACKEND, delivery().event(), notes -> note(verdict, notes));
  }

  /** One word for the log and the metrics. */
  static String word(DeliveryVerdict verdict) {
    return verdict.match(done -> "done", retry -> "retry", parked -> "parked");
  }

  private void write(DeliveryVerdict verdict, long spent, LogLine line) {
    var delivery = delivery();
    var context = step.context();
    line.text("webhookId", delivery.webhookId())
        .text("traceId", context.isNone() ? "" : context.traceId())
        .text("event", delivery.event())
        .text("api", delivery.api())
        .text("clientId", delivery.clientId())
        .text("paymentRequestId", delivery.paymentRequestId().orElse(""))
        .number("attempt", delivery.attempts())
        .text("replay", delivery.replay() ? "true" : "")
        .text("verdict", word(verdict))
        .text("note", verdict.note())
        .text("nextAt", verdict.match(done -> "", retry -> retry.at().toString(), parked -> ""))
        .millis("totalMs", spent);
  }

  private void note(DeliveryVerdict verdict, Notes notes) {
    var delivery = delivery();
    notes
        .text(Note.EVENT, delivery.event())
        .text(Note.API, delivery.api())
        .text(Note.CLIENT_ID, delivery.clientId())
        .text(Note.PAYMENT_REQUEST_ID, delivery.paymentRequestId().orElse(""))
        .text(Note.WEBHOOK_ID, delivery.webhookId())
        .number(Note.ATTEMPT, delivery.attempts())
        .text(Note.VERDICT, word(verdict))
        .text(Note.REASON, verdict.note())
        .failedIf(!word(verdict).equals("done"));
  }
}
