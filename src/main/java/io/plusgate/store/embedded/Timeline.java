package io.plusgate.store.embedded;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.store.EventQuery;
import io.plusgate.store.Page;
import io.plusgate.store.PaymentEvent;
import io.plusgate.store.TimelineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** All that has happened to a payment, one row each. */
final class Timeline {
  private static final int VERSION = 1;

  /** More than any lawful life has; a reader must not be held by an unlawful one. */
  private static final int SHOWN = 10_000;

  private static final int LOOKED_AT = 5_000;

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

  /** The next of all payments' events from this source; it may be none, and still go on. */
  static Page<PaymentEvent> page(Database database, EventQuery query) {
    byte[] from = query.after().map(Timeline::position).orElse(new byte[0]);
    var rows = database.scan(Kind.TIMELINE, from, Keys.LAST, LOOKED_AT);
    var events = new ArrayList<PaymentEvent>();
    for (var row : rows) {
      var event = decode(row.value());
      if (event.source().equals(query.source())) {
        events.add(new PaymentEvent(Keys.paymentOf(row.key()), event));
      }
    }
    Optional<String> next =
        rows.size() < LOOKED_AT
            ? Optional.empty()
            : Optional.of(behind(rows.get(LOOKED_AT - 1).key()));
    return new Page<>(events, next);
  }

  private static String behind(byte[] key) {
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(key, key.length + 1));
  }

  private static byte[] position(String after) {
    try {
      return Base64.getUrlDecoder().decode(after);
    } catch (IllegalArgumentException foreign) {
      throw new IllegalArgumentException(
          "page.after: " + after + " (expected: the next of an earlier page)", foreign);
    }
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
