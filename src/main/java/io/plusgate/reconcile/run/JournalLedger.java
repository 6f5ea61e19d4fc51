package io.plusgate.reconcile.run;

import io.plusgate.payment.Payment;
import io.plusgate.payment.Phase;
import io.plusgate.protocol.Amount;
import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.Money;
import io.plusgate.store.Page;
import io.plusgate.store.PageRequest;
import io.plusgate.store.PaymentQuery;
import io.plusgate.store.StoreReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Our side as the gateway itself wrote it down: its payments, known by paymentRequestId. It keeps
 * no refunds, no settlement amounts and no fees, so those are not judged.
 */
public record JournalLedger(StoreReader store) implements Ledger {
  private static final int PAGE = 1_000;

  @Override
  public void read(Consumer<Entry> rows) throws IOException {
    for (Phase phase : Phase.values()) {
      var request = PageRequest.first(PAGE, PageRequest.Order.OLDEST_FIRST);
      Optional<String> next;
      do {
        var page = page(new PaymentQuery(phase, Optional.empty(), request));
        page.items().forEach(payment -> rows.accept(entry(payment)));
        next = page.next();
        request = new PageRequest(next, PAGE, PageRequest.Order.OLDEST_FIRST);
      } while (next.isPresent());
    }
  }

  @Override
  public String place(Entry row) {
    return "journal";
  }

  @Override
  public boolean holds(EntryType type) {
    return type == EntryType.PAYMENT;
  }

  private Page<Payment> page(PaymentQuery query) throws IOException {
    try {
      return store.listPayments(query).toCompletionStage().toCompletableFuture().get();
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
