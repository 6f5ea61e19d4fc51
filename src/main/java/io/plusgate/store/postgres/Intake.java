package io.plusgate.store.postgres;

import io.plusgate.crash.CrashPoint;
import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Command;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.protocol.TraceContext;
import io.plusgate.store.Handover;
import io.plusgate.store.Notification;
import io.plusgate.store.Opened;
import io.plusgate.store.Payload;
import io.plusgate.store.PaymentEvidence;
import io.plusgate.store.Receipt;
import io.plusgate.store.Recipient;
import io.plusgate.store.Recorded;
import io.plusgate.store.Settled;
import io.plusgate.store.Settlement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the flows bring, many of one kind in one transaction each. */
final class Intake {
  /** Gives back the keys of those that were not there. */
  static final String OPEN =
      KeptPayment.COLUMNS.insertInto("payment")
          + " ON CONFLICT (client_id, payment_request_id) DO NOTHING"
          + " RETURNING client_id, payment_request_id";

  private final Transactions transactions;
  private final Arbiter arbiter;
  private final Consumer<Set<PaymentKey>> changed;

  /** {@code changed} hears of transitions once they are on disk. */
  Intake(Transactions transactions, Arbiter arbiter, Consumer<Set<PaymentKey>> changed) {
    this.transactions = transactions;
    this.arbiter = arbiter;
    this.changed = changed;
  }

  Future<List<Opened>> open(List<Payment> payments) {
    var first = new TreeMap<PaymentKey, Payment>(LedgerBook.ORDER);
    payments.forEach(payment -> first.putIfAbsent(payment.key(), payment));
    return transactions
        .run(session -> open(session, List.copyOf(first.values())))
        .map(known -> opened(payments, known));
  }

  /** The payments we had already. */
  private Future<Map<PaymentKey, Payment>> open(Session session, List<Payment> payments) {
    return LedgerBook.numbers(session, payments.size())
        .compose(numbers -> session.ask(OPEN, KeptPayment.COLUMNS.arrays(kept(payments, numbers))))
        .map(rows -> new HashSet<>(Rows.list(rows, Intake::key)))
        .compose(added -> write(session, payments, added));
  }

  private Future<Map<PaymentKey, Payment>> write(
      Session session, List<Payment> payments, Set<PaymentKey> added) {
    var known = payments.stream().map(Payment::key).filter(key -> !added.contains(key)).toList();
    return LedgerBook.lock(session, new Ledger(arbiter), known, List.of())
        .compose(
            ledger -> {
              for (var payment : payments) {
                if (added.contains(payment.key())) {
                  ledger.opened(payment);
                }
              }
              return LedgerBook.write(session, ledger).map(written -> ledger.payments());
            });
  }

  private static List<Opened> opened(List<Payment> asked, Map<PaymentKey, Payment> known) {
    var all = new HashMap<>(known);
    return asked.stream()
        .map(
            payment -> {
              var before = all.putIfAbsent(payment.key(), payment);
              return new Opened(before == null, before == null ? payment : before);
            })
        .toList();
  }

  Future<List<Optional<Settled>>> settle(List<Settlement> settlements) {
    var keys = settlements.stream().map(Settlement::key).toList();
    var lines = keys.stream().map(Ledger::lineOf).toList();
    return transactions
        .run(
            session ->
                LedgerBook.lock(session, new Ledger(arbiter), keys, lines)
                    .compose(ledger -> settle(session, ledger, settlements)))
        .map(this::told);
  }

  private static Future<Written<Optional<Settled>>> settle(
      Session session, Ledger ledger, List<Settlement> settlements) {
    var results = settlements.stream().map(ledger::settle).toList();
    return LedgerBook.write(session, ledger)
        .map(written -> new Written<>(results, ledger.transitions()));
  }

  Future<List<Recorded>> record(List<Notification> notifications) {
    var told =
        notifications.stream()
            .map(
                one ->
                    new Receipts.Told(
                        one.clientId(), one.api(), one.idempotencyId(), one.content()))
            .toList();
    return transactions
        .run(
            session ->
                Receipts.remember(session, told)
                    .compose(receipts -> record(session, notifications, receipts)))
        .map(this::told);
  }

  private Future<Written<Recorded>> record(
      Session session, List<Notification> notifications, List<Receipt> receipts) {
    var payments = new ArrayList<PaymentKey>();
    var lines = new ArrayList<Line.Key>();
    for (int place = 0; place < receipts.size(); place++) {
      var key = key(notifications.get(place));
      if (key.isPresent() && receipts.get(place) != Receipt.DUPLICATE) {
        payments.add(key.get());
        lines.add(Ledger.lineOf(key.get()));
      }
    }
    return LedgerBook.lock(session, new Ledger(arbiter), payments, lines)
        .compose(
            ledger -> {
              var results = new ArrayList<Recorded>();
              for (int place = 0; place < receipts.size(); place++) {
                results.add(record(ledger, notifications.get(place), receipts.get(place)));
              }
              remembered(ledger, receipts);
              return LedgerBook.write(session, ledger)
                  .onSuccess(written -> CrashPoint.WRITTEN.passed())
                  .map(written -> new Written<>(results, ledger.transitions()));
            });
  }

  private static Recorded record(Ledger ledger, Notification told, Receipt receipt) {
    return switch (receipt) {
      case FIRST -> first(ledger, told);
      case DUPLICATE -> new Recorded(Receipt.DUPLICATE, Optional.empty());
      case CONTRADICTION -> {
        deliver(ledger, told, Command.CONTRADICTION);
        yield new Recorded(Receipt.CONTRADICTION, Optional.empty());
      }
    };
  }

  private static Recorded first(Ledger ledger, Notification told) {
    var settled = told.payment().flatMap(evidence -> ledger.settle(settlement(told, evidence)));
    if (settled.isEmpty()) {
      deliver(ledger, told, told.event());
      return new Recorded(Receipt.FIRST, settled);
    }
    if (settled.get().deliveries().isEmpty()) {
      ledger.keep(bytes(told), told.now());
    }
    boolean contradicts =
        settled.get().deliveries().stream().anyMatch(Command.Deliver::isContradiction);
    return new Recorded(contradicts ? Receipt.CONTRADICTION : Receipt.FIRST, settled);
  }

  private static Settlement settlement(Notification told, PaymentEvidence payment) {
    var key = new PaymentKey(told.clientId(), payment.paymentRequestId());
    return new Settlement(key, told.api(), payment.evidence(), told.payload(), told.now());
  }

  private static void deliver(Ledger ledger, Notification told, String event) {
    ledger.queue(
        new Queued(
            0,
            Recipient.BACKEND,
            told.clientId(),
            told.api(),
            event,
            told.api(),
            told.payment().map(PaymentEvidence::paymentRequestId),
            bytes(told),
            told.now(),
            told.now(),
            true));
  }

  private static Payload bytes(Notification told) {
    return told.payload().apply(TraceContext.NONE);
  }

  Future<List<Receipt>> handOver(List<Handover> handovers) {
    var told =
        handovers.stream()
            .map(
                one ->
                    new Receipts.Told(
                        one.clientId(),
                        Recipient.ALIPAY_PLUS + one.api(),
                        one.idempotencyId(),
                        one.content()))
            .toList();
    return transactions.run(
        session ->
            Receipts.remember(session, told)
                .compose(receipts -> handOver(session, handovers, receipts)));
  }

  private Future<List<Receipt>> handOver(
      Session session, List<Handover> handovers, List<Receipt> receipts) {
    var queued = new ArrayList<Queued>();
    for (int place = 0; place < receipts.size(); place++) {
      if (receipts.get(place) == Receipt.FIRST) {
        queued.add(queued(handovers.get(place)));
      }
    }
    var lines = queued.stream().flatMap(delivery -> delivery.inLine().stream()).toList();
    return LedgerBook.lock(session, new Ledger(arbiter), List.of(), lines)
        .compose(
            ledger -> {
              queued.forEach(ledger::queue);
              remembered(ledger, receipts);
              return LedgerBook.write(session, ledger).map(written -> receipts);
            });
  }

  private static Queued queued(Handover handover) {
    return new Queued(
        0,
        Recipient.ALIPAY_PLUS,
        handover.clientId(),
        handover.api(),
        handover.api(),
        handover.api(),
        handover.paymentRequestId(),
        handover.payload(),
        handover.now(),
        handover.now(),
        true);
  }

  private static void remembered(Ledger ledger, List<Receipt> receipts) {
    long added = receipts.stream().filter(receipt -> receipt != Receipt.DUPLICATE).count();
    ledger.counts().add(Counts.RECEIPTS, added);
  }

  private static Optional<PaymentKey> key(Notification told) {
    return told.payment()
        .map(payment -> new PaymentKey(told.clientId(), payment.paymentRequestId()));
  }

  static PaymentKey key(Row row) {
    return new PaymentKey(row.getString("client_id"), row.getString("payment_request_id"));
  }

  static List<KeptPayment> kept(List<Payment> payments, List<Long> numbers) {
    var kept = new ArrayList<KeptPayment>();
    for (int place = 0; place < payments.size(); place++) {
      kept.add(KeptPayment.opened(numbers.get(place), payments.get(place)));
    }
    return kept;
  }

  private <R> List<R> told(Written<R> written) {
    changed.accept(written.transitions());
    return written.results();
  }

  /** What each call gets, and which payments are in another phase now. */
  private record Written<R>(List<R> results, Set<PaymentKey> transitions) {}
}
