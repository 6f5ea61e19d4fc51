package io.plusgate.store.copy;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.store.Delivery;
import io.plusgate.store.Digest;
import io.plusgate.store.Payload;
import io.plusgate.store.TimelineEvent;
import java.time.Instant;
import java.util.Optional;

/** One row of a store, as every engine has it; nobody's lease is part of it. */
public sealed interface Kept {
  Part part();

  /** How many bytes it about weighs, so that a batch of them stays small. */
  default int weight() {
    return 256;
  }

  /** The SHA-256 over all that it says. */
  byte[] digest();

  /**
   * A payment.
   *
   * @param number in the order in which payments were opened
   * @param dueAt when its next step is due
   */
  record OfPayment(long number, Payment payment, Optional<Instant> dueAt) implements Kept {
    @Override
    public Part part() {
      return Part.PAYMENTS;
    }

    @Override
    public byte[] digest() {
      var fields = new Fields();
      fields.number(number);
      fields.text(payment.key().clientId());
      fields.text(payment.key().paymentRequestId());
      fields.text(payment.phase().name());
      fields.time(payment.since());
      fields.text(payment.source());
      fields.time(payment.openedAt());
      fields.time(payment.sentUntil());
      fields.time(payment.askUntil());
      fields.text(payment.product());
      fields.optionalText(payment.next().map(next -> next.kind().name()));
      fields.optionalTime(payment.nextAt());
      fields.optionalText(payment.amount().map(amount -> amount.value() + " " + amount.currency()));
      fields.number(payment.attempts());
      fields.number(payment.cancelAsked() ? 1 : 0);
      fields.text(payment.contradiction());
      fields.text(payment.trace().inOneLine());
      fields.optionalTime(dueAt);
      return fields.digest();
    }
  }

  /** An event in the timeline of a payment. */
  record OfEvent(PaymentKey payment, long number, TimelineEvent event) implements Kept {
    @Override
    public Part part() {
      return Part.EVENTS;
    }

    @Override
    public byte[] digest() {
      var fields = new Fields();
      fields.text(payment.clientId());
      fields.text(payment.paymentRequestId());
      fields.number(number);
      fields.time(event.at());
      fields.text(event.what());
      fields.text(event.source());
      fields.text(event.phase().name());
      return fields.digest();
    }
  }

  /** What was said under an id, for ever. */
  record OfReceipt(Digest key, Digest content) implements Kept {
    @Override
    public Part part() {
      return Part.RECEIPTS;
    }

    @Override
    public byte[] digest() {
      var fields = new Fields();
      fields.bytes(key.bytes());
      fields.bytes(content.bytes());
      return fields.digest();
    }
  }

  /**
   * A delivery.
   *
   * @param fence how often it has ever been claimed
   * @param dueAt when it is due; nothing while an earlier one of its payment waits, and when it is
   *     finished
   */
  record OfDelivery(long number, Delivery delivery, long fence, Optional<Instant> dueAt)
      implements Kept {
    @Override
    public Part part() {
      return Part.DELIVERIES;
    }

    @Override
    public byte[] digest() {
      var fields = new Fields();
      fields.number(number);
      fields.text(delivery.webhookId());
      fields.text(delivery.recipient().name());
      fields.text(delivery.clientId());
      fields.text(delivery.api());
      fields.text(delivery.event());
      fields.text(delivery.source());
      fields.optionalText(delivery.paymentRequestId());
      fields.time(delivery.queuedAt());
      fields.text(delivery.state().name());
      fields.number(delivery.attempts());
      fields.time(delivery.nextAt());
      fields.text(delivery.note());
      fields.number(delivery.replay() ? 1 : 0);
      fields.number(fence);
      fields.optionalTime(dueAt);
      return fields.digest();
    }
  }

  /** The bytes of a delivery as they came, and the headers that go with them. */
  record OfPayload(long number, Instant recordedAt, Payload payload) implements Kept {
    @Override
    public Part part() {
      return Part.PAYLOADS;
    }

    @Override
    public int weight() {
      return 256 + payload.body().length;
    }

    @Override
    public byte[] digest() {
      var fields = new Fields();
      fields.number(number);
      fields.time(recordedAt);
      fields.headers(payload.headers());
      fields.bytes(payload.body());
      return fields.digest();
    }
  }
}
