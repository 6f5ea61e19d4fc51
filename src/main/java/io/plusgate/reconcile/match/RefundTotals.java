package io.plusgate.reconcile.match;

import io.plusgate.reconcile.Entry;
import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import io.plusgate.reconcile.Money;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the refunds of each payment, whichever side knows them, and tells those that give back
 * more than was paid. A payment that neither side has at hand, being of an earlier day, can't be
 * judged.
 */
final class RefundTotals implements Closeable {
  private static final int BITS_OF_A_PART = 1 << 14;

  private final Dealing dealing;
  private final Partitions ours;
  private final Partitions theirs;
  private final int bits;

  /** Hashes of the payments that have refunds, so that no other payment is dealt. */
  private final BitSet byOurs = new BitSet();

  private final BitSet byTheirs = new BitSet();

  RefundTotals(Path folder, Dealing dealing) {
    this.dealing = dealing;
    this.ours = new Partitions(folder.resolve("refunds-ours"), dealing);
    this.theirs = new Partitions(folder.resolve("refunds-theirs"), dealing);
    this.bits = dealing.parts() * BITS_OF_A_PART;
  }

  /** Hears of a row of ours while it is read; of the thread that reads them. */
  void seeOurs(Entry entry) {
    see(entry, byOurs);
  }

  /** Hears of a row of theirs while it is read; of the thread that reads them. */
  void seeTheirs(Entry entry) {
    see(entry, byTheirs);
  }

  /** A payment or refund once both sides of it are known. */
  void add(@Nullable Entry our, @Nullable Entry their) {
    if (their != null) {
      add(their, our == null ? "" : our.originalId(), theirs);
    } else if (our != null
        && (our.type() == EntryType.PAYMENT || our.status() == EntryStatus.SUCCEEDED)) {
      add(our, "", ours);
    }
  }

  /** Tells what was given back too much. */
  void judge(Judge judge) {
    for (int part = 0; part < dealing.parts(); part++) {
      var payments = new HashMap<String, Judge.Payment>();
      var refunds = new HashMap<String, List<Money>>();
      theirs.read(part, sort(part, true, payments, refunds));
      ours.read(part, sort(part, false, payments, refunds));
      refunds.forEach((id, amounts) -> judge(payments.get(id), amounts, judge));
    }
  }

  @Override
  public void close() throws IOException {
    ours.close();
    theirs.close();
  }

  private void see(Entry entry, BitSet refunded) {
    if (entry.type() == EntryType.REFUND && !entry.originalId().isEmpty()) {
      refunded.set(bit(entry.originalId()));
    }
  }

  private void add(Entry entry, String otherwise, Partitions side) {
    if (entry.type() == EntryType.REFUND) {
      String payment = entry.originalId().isEmpty() ? otherwise : entry.originalId();
      if (!payment.isEmpty()) {
        side.add(payment, entry.ofPayment(payment));
      }
      return;
    }
    // A side may name a refund's payment by either id.
    addIfRefunded(entry.alipayId(), entry, side);
    addIfRefunded(entry.requestId(), entry, side);
  }

  private void addIfRefunded(String id, Entry payment, Partitions side) {
    if (!id.isEmpty() && (byOurs.get(bit(id)) || byTheirs.get(bit(id)))) {
      side.add(id, payment);
    }
  }

  private Consumer<Entry> sort(
      int part,
      boolean fromReports,
      Map<String, Judge.Payment> payments,
      Map<String, List<Money>> refunds) {
    return entry -> {
      if (entry.type() == EntryType.REFUND) {
        refunds.computeIfAbsent(entry.originalId(), id -> new ArrayList<>()).add(entry.amount());
        return;
      }
      for (String id : List.of(entry.alipayId(), entry.requestId())) {
        if (!id.isEmpty() && dealing.part(id) == part) {
          payments.putIfAbsent(id, new Judge.Payment(entry, fromReports));
        }
      }
    };
  }

  private static void judge(Judge.@Nullable Payment payment, List<Money> refunds, Judge judge) {
    if (payment == null) {
      return;
    }
    var paid = payment.row().amount();
    long sum = 0;
    for (var refund : refunds) {
      if (!refund.currency().equals(paid.currency())) {
        return; // it can't be added up, and stands among the differences if only one side says so
      }
      sum = Math.addExact(sum, refund.minor());
    }
    if (paid.isKnown() && sum > paid.minor()) {
      judge.tellRefundedTooMuch(payment, new Money(sum, paid.currency()), refunds.size());
    }
  }

  private int bit(String id) {
    return ((id.hashCode() * 0x85EBCA6B) >>> 1) % bits;
  }
}
