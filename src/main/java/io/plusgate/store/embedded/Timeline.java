package io.plusgate.store.embedded;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.store.EventQuery;
import io.plusgate.store.Page;
import io.plusgate.store.PaymentEvent;
import io.plusgate.store.TimelineEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that has happened to a payment, one row each. */
final class Timeline {
  private static final int VERSION = 1;

  /** More than any lawful life has; a reader must not be held by an unlawful one. */
  private static final int SHOWN = 10_000;

  private Timeline() {}

  static void add(Transaction transaction, Payment after, Instant at, String what, String source) {
    byte[] key = Keys.event(Keys.payment(after.key()), Counters.next(transaction));
    var event = new TimelineEvent(at, what, source, after.phase());
    transaction.put(Kind.TIMELINE, key, encode(event));
  }

  static List<TimelineEvent> of(View view, PaymentKey payment) {
    byte[] start = Keys.payment(payment);
    byte[] end = Keys.event(start, -1);
    return view.scan(Kind.TIMELINE, start, end, SHOWN).stream()
        .map(row -> decode(row.value()))
        .toList();
  }

  /** All payments' events from this source, each payment's together. */
  static Page<PaymentEvent> page(Database database, EventQuery query) {
    return InOrder.page(
        database,
        Kind.TIMELINE,
        query.after(),
        row ->
            Optional.of(new PaymentEvent(Keys.paymentOf(row.key()), decode(row.value())))
                .filter(found -> found.event().source().equals(query.source())));
  }

  static byte[] encode(TimelineEvent event) {
    var row = new RowWriter(VERSION);
    row.time(event.at());
    row.text(event.what());
    row.text(event.source());
    PaymentCodec.phase(row, event.phase());
    return row.row();
  }

  static TimelineEvent decode(byte[] bytes) {
    return RowReader.read(
        bytes,
        VERSION,
        row -> new TimelineEvent(row.time(), row.text(), row.text(), PaymentCodec.phase(row)));
  }
}
