package io.plusgate.store.embedded;

import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import java.util.Optional;

/** Keeps each payment's row, its indexes and the counts in step. */
final class PaymentRows {
  private static final byte[] NOTHING = {};

  private PaymentRows() {}

  static Optional<PaymentRow> find(View view, PaymentKey key) {
    return find(view, Keys.payment(key));
  }

  static boolean isKnown(View view, PaymentKey key) {
    return view.get(Kind.PAYMENTS, Keys.payment(key)) != null;
  }

  static Optional<PaymentRow> find(View view, byte[] key) {
    return Optional.ofNullable(view.get(Kind.PAYMENTS, key)).map(PaymentCodec::decode);
  }

  static Optional<PaymentRow> find(View view, long number) {
    return Optional.ofNullable(view.get(Kind.INDEX, Keys.paymentNumber(number)))
        .flatMap(key -> find(view, key));
  }

  /** The payment of this number if it is in this phase. */
  static Optional<Payment> in(View view, Phase phase, long number) {
    return find(view, number).map(PaymentRow::payment).filter(payment -> payment.phase() == phase);
  }

  static void add(Transaction transaction, PaymentRow row) {
    byte[] key = Keys.payment(row.payment().key());
    transaction.put(Kind.PAYMENTS, key, PaymentCodec.encode(row));
    transaction.put(Kind.INDEX, Keys.paymentNumber(row.number()), key);
    Census.enter(transaction, Group.of(row.payment().phase()), row.number());
    count(transaction, row.payment(), 1);
    enterDue(transaction, key, row);
  }

  static void replace(Transaction transaction, PaymentRow before, PaymentRow after) {
    if (before.equals(after)) {
      return;
    }
    byte[] key = Keys.payment(after.payment().key());
    transaction.put(Kind.PAYMENTS, key, PaymentCodec.encode(after));
    if (before.payment().phase() != after.payment().phase()) {
      Census.leave(transaction, Group.of(before.payment().phase()), before.number());
      Census.enter(transaction, Group.of(after.payment().phase()), after.number());
    }
    count(transaction, before.payment(), -1);
    count(transaction, after.payment(), 1);
    if (!before.dueAt().equals(after.dueAt())) {
      before.dueAt().ifPresent(at -> transaction.delete(Kind.INDEX, Keys.duePayment(at, key)));
      enterDue(transaction, key, after);
    }
  }

  private static void enterDue(Transaction transaction, byte[] key, PaymentRow row) {
    row.dueAt().ifPresent(at -> transaction.put(Kind.INDEX, Keys.duePayment(at, key), NOTHING));
  }

  private static void count(Transaction transaction, Payment payment, int sign) {
    if (payment.awaitsCatchUp()) {
      Counters.add(transaction, Counters.AWAITING_CATCH_UP, sign);
    }
    if (isAtRisk(payment.phase()) && payment.amount().isPresent()) {
      var amount = payment.amount().get();
      byte[] sum = Keys.atRisk(payment.phase(), amount.currency());
      Counters.add(transaction, sum, sign * amount.value());
    }
  }

  /** Money that may have moved without anybody knowing. */
  static boolean isAtRisk(Phase phase) {
    return !phase.isFinal() || phase == Phase.UNRESOLVED;
  }
}
