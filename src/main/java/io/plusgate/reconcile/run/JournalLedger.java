package io.plusgate.reconcile.run;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.payment.RefundNote;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.Money;
import io.plusgate.store.EventQuery;
import io.plusgate.store.StoreReader;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Our side as the gateway itself wrote it down: its payments by paymentRequestId, and the refunds
 * that were asked for through it by refundRequestId. It keeps no settlement amounts and no fees, so
 * those are not judged.
 */
public record JournalLedger(StoreReader store) implements Ledger {
  @Override
  public void read(Consumer<Entry> rows) throws IOException {
    Optional<String> next = Optional.empty();
    do {
      var page = await(store.listEveryPayment(next));
      page.items().forEach(payment -> rows.accept(entry(payment)));
      next = page.next();
    } while (next.isPresent());
    readRefunds(rows);
  }

  /** The last that is known of each refund; all that is said of one stands together. */
  private void readRefunds(Consumer<Entry> rows) throws IOException {
    var payment = new LinkedHashMap<String, Entry>();
    var current = Optional.<PaymentKey>empty();
    Optional<String> next = Optional.empty();
    do {
      var page = await(store.listEvents(new EventQuery(ApiCatalog.REFUND, next)));
      for (var found : page.items()) {
        if (!current.equals(Optional.of(found.key()))) {
          payment.values().forEach(rows);
          payment.clear();
          current = Optional.of(found.key());
        }
        RefundNote.parse(found.event().what())
            .map(note -> entry(found.key(), note, found.event().at()))
            .ifPresent(refund -> payment.merge(refund.requestId(), refund, JournalLedger::later));
      }
      next = page.next();
    } while (next.isPresent());
    payment.values().forEach(rows);
  }

  /** What has succeeded stays so. */
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

  private static Entry entry(PaymentKey payment, RefundNote refund, Instant at) {
    return new Entry(
        EntryType.REFUND,
        refund.refundRequestId(),
        "",
        payment.paymentRequestId(),
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
