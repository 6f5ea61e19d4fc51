package io.plusgate.store.embedded;

import io.plusgate.store.Recipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The unfinished deliveries of one payment to one recipient, in order; only the first may be due. A
 * delivery that belongs to no payment is a line of its own.
 */
final class Line {
  private static final int VERSION = 1;

  private final Optional<byte[]> key;
  private final List<Long> numbers;

  private Line(Optional<byte[]> key, List<Long> numbers) {
    this.key = key;
    this.numbers = numbers;
  }

  /** The line that this delivery stands in, or stood in until it was finished. */
  static Line of(View view, DeliveryRow row) {
    var delivery = row.delivery();
    return delivery
        .paymentRequestId()
        .map(id -> of(view, delivery.recipient(), delivery.clientId(), id))
        .orElseGet(() -> new Line(Optional.empty(), new ArrayList<>(List.of(row.number()))));
  }

  static Line of(View view, Recipient recipient, String clientId, String paymentRequestId) {
    byte[] key = Keys.order(recipient, clientId, paymentRequestId);
    byte[] stored = view.get(Kind.DELIVERIES, key);
    return new Line(
        Optional.of(key),
        stored == null
            ? new ArrayList<>()
            : RowReader.read(stored, VERSION, row -> row.list(RowReader::number)));
  }

  /** Puts it where its number belongs, behind what was queued before; true if that is in front. */
  boolean add(Transaction transaction, long number) {
    if (!numbers.contains(number)) {
      numbers.add(number);
      Collections.sort(numbers);
      save(transaction);
    }
    return numbers.get(0) == number;
  }

  /** Whether nothing of its line is to be finished before it. */
  boolean starts(long number) {
    return !numbers.isEmpty() && numbers.get(0) == number;
  }

  void remove(Transaction transaction, long number) {
    numbers.remove(Long.valueOf(number));
    save(transaction);
  }

  /** Sees to it that the first is due at its time, and nothing behind it before it is finished. */
  void moveUp(Transaction transaction) {
    boolean busy = false;
    for (int place = numbers.size() - 1; place >= 0; place--) {
      var row = DeliveryRows.get(transaction, numbers.get(place));
      if (row.leasedUntil().isPresent()) {
        busy = true;
      } else {
        // Behind one that is being sent right now even the first waits: a replay came in before it.
        boolean next = place == 0 && !busy;
        DeliveryRows.replace(transaction, row, next ? row.due() : row.notDue());
      }
    }
  }

  /** What has waited for one thing only, and was never sent, need not wait any longer. */
  void release(Transaction transaction, Instant now) {
    for (long number : numbers) {
      var row = DeliveryRows.get(transaction, number);
      if (row.delivery().attempts() == 0 && row.delivery().nextAt().isAfter(now)) {
        DeliveryRows.replace(transaction, row, row.from(now));
      }
    }
  }

  private void save(Transaction transaction) {
    if (key.isPresent()) {
      if (numbers.isEmpty()) {
        transaction.delete(Kind.DELIVERIES, key.get());
      } else {
        var row = new RowWriter(VERSION);
        row.list(numbers, RowWriter::number);
        transaction.put(Kind.DELIVERIES, key.get(), row.row());
      }
    }
  }
}
