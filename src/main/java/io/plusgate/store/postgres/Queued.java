package io.plusgate.store.postgres;

import io.plusgate.store.DeliveryState;
import io.plusgate.store.Payload;
import io.plusgate.store.Recipient;
import java.time.Instant;
import java.util.Optional;

/**
 * A delivery that is new in this transaction.
 *
 * @param number given when it is written
 * @param isFirst whether nothing of its line is to be sent before it
 */
record Queued(
    long number,
    Recipient recipient,
    String clientId,
    String api,
    String event,
    String source,
    Optional<String> paymentRequestId,
    Payload payload,
    Instant queuedAt,
    Instant nextAt,
    boolean isFirst) {

  static final Columns<Queued> COLUMNS =
      Columns.<Queued>none()
          .number("number", Queued::number)
          .text("recipient", queued -> queued.recipient.name())
          .text("client_id", Queued::clientId)
          .text("line", Queued::line)
          .text("api", Queued::api)
          .text("event", Queued::event)
          .text("source", Queued::source)
          .optionalText("payment_request_id", Queued::paymentRequestId)
          .time("queued_at", Queued::queuedAt)
          .text("state", queued -> DeliveryState.WAITING.name())
          .count("attempts", queued -> 0)
          .time("next_at", Queued::nextAt)
          .text("note", queued -> "")
          .flag("replay", queued -> false)
          .number("fence", queued -> 0L)
          .optionalTime(
              "due_at", queued -> queued.isFirst ? Optional.of(queued.nextAt) : Optional.empty());

  Queued numbered(long given) {
    return new Queued(
        given,
        recipient,
        clientId,
        api,
        event,
        source,
        paymentRequestId,
        payload,
        queuedAt,
        nextAt,
        isFirst);
  }

  Queued placed(boolean first, Instant notBefore) {
    return new Queued(
        number,
        recipient,
        clientId,
        api,
        event,
        source,
        paymentRequestId,
        payload,
        queuedAt,
        notBefore,
        first);
  }

  /** The line it stands in, if it is about a payment. */
  Optional<Line.Key> inLine() {
    return paymentRequestId.map(id -> new Line.Key(recipient, clientId, Line.of(id)));
  }

  /** One without a payment is a line of its own. */
  private String line() {
    return paymentRequestId.map(Line::of).orElseGet(() -> Line.alone(number));
  }
}
