package io.plusgate.store.embedded;

import io.plusgate.payment.Command;
import io.plusgate.payment.PaymentKey;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.Handover;
import io.plusgate.store.Notification;
import io.plusgate.store.Payload;
import io.plusgate.store.PaymentEvidence;
import io.plusgate.store.Receipt;
import io.plusgate.store.Recipient;
import io.plusgate.store.Recorded;
import io.plusgate.store.Settled;
import io.plusgate.store.Settlement;
import java.util.Optional;

/** What we are told, once: remembered, applied, passed on. */
final class Notifications {
  private final Payments payments;
  private final Deliveries deliveries;

  Notifications(Payments payments, Deliveries deliveries) {
    this.payments = payments;
    this.deliveries = deliveries;
  }

  Recorded record(Transaction transaction, Notification told) {
    var receipt =
        Receipts.remember(
            transaction, told.clientId(), told.api(), told.idempotencyId(), told.content());
    return switch (receipt) {
      case FIRST -> first(transaction, told);
      case DUPLICATE -> new Recorded(Receipt.DUPLICATE, Optional.empty());
      case CONTRADICTION -> {
        deliver(transaction, told, Command.CONTRADICTION);
        yield new Recorded(Receipt.CONTRADICTION, Optional.empty());
      }
    };
  }

  Receipt record(Transaction transaction, Handover handover) {
    var receipt =
        Receipts.remember(
            transaction,
            handover.clientId(),
            Recipient.ALIPAY_PLUS + handover.api(),
            handover.idempotencyId(),
            handover.content());
    if (receipt == Receipt.FIRST) {
      var told =
          new Told(
              Recipient.ALIPAY_PLUS,
              handover.clientId(),
              handover.api(),
              handover.api(),
              handover.api(),
              handover.paymentRequestId());
      deliveries.add(transaction, told, handover.payload(), handover.now(), handover.now());
    }
    return receipt;
  }

  private Recorded first(Transaction transaction, Notification told) {
    var settled = told.payment().flatMap(evidence -> settle(transaction, told, evidence));
    if (settled.isEmpty()) {
      deliver(transaction, told, told.event());
      return new Recorded(Receipt.FIRST, settled);
    }
    if (settled.get().deliveries().isEmpty()) {
      Payloads.put(transaction, Counters.next(transaction), bytes(told), told.now());
    }
    return new Recorded(
        isContradiction(settled.get()) ? Receipt.CONTRADICTION : Receipt.FIRST, settled);
  }

  private Optional<Settled> settle(
      Transaction transaction, Notification told, PaymentEvidence payment) {
    var key = new PaymentKey(told.clientId(), payment.paymentRequestId());
    return payments.settle(
        transaction,
        new Settlement(key, told.api(), payment.evidence(), told.payload(), told.now()));
  }

  private void deliver(Transaction transaction, Notification told, String event) {
    var about =
        new Told(
            Recipient.BACKEND,
            told.clientId(),
            told.api(),
            event,
            told.api(),
            told.payment().map(PaymentEvidence::paymentRequestId));
    deliveries.add(transaction, about, bytes(told), told.now(), told.now());
  }

  private static Payload bytes(Notification told) {
    return told.payload().apply(TraceContext.NONE);
  }

  private static boolean isContradiction(Settled settled) {
    return settled.deliveries().stream().anyMatch(Command.Deliver::isContradiction);
  }
}
