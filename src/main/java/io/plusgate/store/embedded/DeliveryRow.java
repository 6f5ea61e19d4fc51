package io.plusgate.store.embedded;

import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Lease;
import io.plusgate.store.Recipient;
import java.time.Instant;
import java.util.Optional;

/**
 * A delivery as it is kept.
 *
 * @param fence how often it has ever been claimed
 * @param leasedUntil whose it is may be asked of the fence; until then it is somebody's
 * @param dueAt where it stands in the index of what is due; nothing while an earlier delivery of
 *     its payment is unfinished, and when it is finished itself
 */
record DeliveryRow(
    long number,
    Delivery delivery,
    long fence,
    Optional<Instant> leasedUntil,
    Optional<Instant> dueAt) {
  private static final int VERSION = 1;
  private static final Recipient[] RECIPIENTS = {Recipient.BACKEND, Recipient.ALIPAY_PLUS};
  private static final DeliveryState[] STATES = {
    DeliveryState.WAITING, DeliveryState.PARKED, DeliveryState.DONE
  };

  /** Somebody's until this time, and due again if they say nothing till then. */
  DeliveryRow leased(Instant until) {
    var claimed =
        with(delivery.state(), delivery.attempts() + 1, delivery.nextAt(), delivery.note());
    return new DeliveryRow(
        number, claimed.delivery, fence + 1, Optional.of(until), Optional.of(until));
  }

  boolean isHeldBy(Lease lease) {
    return leasedUntil.isPresent() && fence == lease.fence();
  }

  DeliveryRow ended(DeliveryState state, String note) {
    return with(state, delivery.attempts(), delivery.nextAt(), note);
  }

  DeliveryRow retriedAt(Instant at, String note) {
    return with(DeliveryState.WAITING, delivery.attempts(), at, note);
  }

  DeliveryRow replayedAt(Instant now) {
    var again = with(DeliveryState.WAITING, 0, now, delivery.note()).delivery;
    return new DeliveryRow(
        number,
        new Delivery(
            again.webhookId(),
            again.recipient(),
            again.clientId(),
            again.api(),
            again.event(),
            again.source(),
            again.paymentRequestId(),
            again.queuedAt(),
            again.state(),
            again.attempts(),
            again.nextAt(),
            again.note(),
            true),
        fence,
        Optional.empty(),
        Optional.empty());
  }

  DeliveryRow due() {
    return new DeliveryRow(number, delivery, fence, leasedUntil, Optional.of(delivery.nextAt()));
  }

  DeliveryRow notDue() {
    return new DeliveryRow(number, delivery, fence, leasedUntil, Optional.empty());
  }

  /** The same, no longer waiting for its time; in the index only where it was before. */
  DeliveryRow from(Instant now) {
    var released = with(delivery.state(), delivery.attempts(), now, delivery.note());
    return dueAt.isPresent() ? released.due() : released;
  }

  private DeliveryRow with(DeliveryState state, int attempts, Instant nextAt, String note) {
    return new DeliveryRow(
        number,
        new Delivery(
            delivery.webhookId(),
            delivery.recipient(),
            delivery.clientId(),
            delivery.api(),
            delivery.event(),
            delivery.source(),
            delivery.paymentRequestId(),
            delivery.queuedAt(),
            state,
            attempts,
            nextAt,
            note,
            delivery.replay()),
        fence,
        Optional.empty(),
        Optional.empty());
  }

  byte[] encode() {
    var row = new RowWriter(VERSION);
    row.number(number);
    row.text(delivery.webhookId());
    row.place(delivery.recipient(), RECIPIENTS);
    row.text(delivery.clientId());
    row.text(delivery.api());
    row.text(delivery.event());
    row.text(delivery.source());
    row.optional(delivery.paymentRequestId(), RowWriter::text);
    row.time(delivery.queuedAt());
    row.place(delivery.state(), STATES);
    row.number(delivery.attempts());
    row.time(delivery.nextAt());
    row.text(delivery.note());
    row.flag(delivery.replay());
    row.number(fence);
    row.optional(leasedUntil, RowWriter::time);
    row.optional(dueAt, RowWriter::time);
    return row.row();
  }

  static DeliveryRow decode(byte[] bytes) {
    return RowReader.read(
        bytes,
        VERSION,
        row -> {
          long number = row.number();
          return new DeliveryRow(
              number,
              delivery(row),
              row.number(),
              row.optional(RowReader::time),
              row.optional(RowReader::time));
        });
  }

  private static Delivery delivery(RowReader row) {
    return new Delivery(
        row.text(),
        row.oneOf(RECIPIENTS),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.optional(RowReader::text),
        row.time(),
        row.oneOf(STATES),
        (int) row.number(),
        row.time(),
        row.text(),
        row.flag());
  }
}
