package io.plusgate.reconcile.run;

import io.plusgate.payment.Payment;
import io.plusgate.payment.Phase;
import io.plusgate.payment.RefundNote;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.Money;
import io.plusgate.store.Page;
import io.plusgate.store.PageRequest;
import io.plusgate.store.PaymentHistory;
import io.plusgate.store.PaymentQuery;
import io.plusgate.store.StoreReader;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Our side as the gateway itself wrote it down: its payments by paymentRequestId, and the refunds
 * that were asked for through it by refundRequestId. It keeps no settlement amounts and no fees, so
 * those are not judged.
 */
public record JournalLedger(StoreReader store) implements Ledger {
  private static final int PAGE = 1_000;

  @Override
  public void read(Consumer<Entry> rows) throws IOException {
    for (Phase phase : Phase.values()) {
      var request = PageRequest.first(PAGE, PageRequest.Order.OLDEST_FIRST);
      Optional<String> next;
      do {
        var page = await(store.listPayments(new PaymentQuery(phase, Optional.empty(), request)));
        for (var history : await(Future.all(histories(page))).<Optional<PaymentHistory>>list()) {
          history.ifPresent(found -> tell(found, rows));
        }
        next = page.next();
        request = new PageRequest(next, PAGE, PageRequest.Order.OLDEST_FIRST);
      } while (next.isPresent());
    }
  }

  private List<Future<Optional<PaymentHistory>>> histories(Page<Payment> page) {
    return page.items().stream().map(payment -> store.findPayment(payment.key())).toList();
  }

  private static void tell(PaymentHistory history, Consumer<Entry> rows) {
    rows.accept(entry(history.payment()));
    refunds(history).values().forEach(rows);
  }

  /** The last that is known of each refund; what has succeeded stays so. */
  private static Map<String, Entry> refunds(PaymentHistory history) {
    var refunds = new LinkedHashMap<String, Entry>();
    for (var event : history.events()) {
      if (event.source().equals(ApiCatalog.REFUND)) {
        RefundNote.parse(event.what())
            .map(note -> entry(history.payment(), note, event.at()))
            .ifPresent(refund -> refunds.merge(refund.requestId(), refund, JournalLedger::later));
      }
    }
    return refunds;
  }

  private static Entry later(Entry before, Entry after) {
    return before.status() == EntryStatus.SUCCEEDED ? before : after;
  }

  @Override
  public String place(Entry row) {
    return "journal";
  }

  @Override
  public boolean holds(EntryType type) {
    return type == EntryType.PAYMENT || type == EntryType.REFUND;
  }

  private static <T> T await(Future<T> answer) throws IOException {
    try {
      return answer.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException down) {
      throw new IOException("the store does not answer", down.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private static Entry entry(Payment payment) {
    return new Entry(
        EntryType.PAYMENT,
        payment.key().paymentRequestId(),
        "",
        "",
        payment.amount().map(JournalLedger::money).orElse(Money.UNKNOWN),
        Money.UNKNOWN,
        Money.UNKNOWN,
        status(payment.phase()),
        payment.since().getEpochSecond(),
        0,
        0);
  }

  private static Entry entry(Payment payment, RefundNote refund, Instant at) {
    return new Entry(
        EntryType.REFUND,
        refund.refundRequestId(),
        "",
        payment.key().paymentRequestId(),
        refund.amount().map(JournalLedger::money).orElse(Money.UNKNOWN),
        Money.UNKNOWN,
        Money.UNKNOWN,
        refund.isSuccess()
            ? EntryStatus.SUCCEEDED
            : refund.isFailure() ? EntryStatus.FAILED : EntryStatus.OPEN,
        at.getEpochSecond(),
        0,
        0);
  }

  private static Money money(Amount amount) {
    return new Money(amount.value(), amount.currency());
  }

  private static EntryStatus status(Phase phase) {
    return switch (phase) {
      case SENT, OPEN, CANCELLING, UNRESOLVED -> EntryStatus.OPEN;
      case SUCCEEDED -> EntryStatus.SUCCEEDED;
      case FAILED -> EntryStatus.FAILED;
      case CANCELLED -> EntryStatus.CANCELLED;
    };
  }
}
