package io.plusgate.store.embedded;

import io.plusgate.payment.NextStep;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.TraceContext;

/** Payments as bytes. */
final class PaymentCodec {
  private static final int VERSION = 3;

  /** What a gateway without traces wrote, and what is still read. */
  private static final int WITHOUT_TRACE = 2;

  private static final Phase[] PHASES = {
    Phase.SENT,
    Phase.OPEN,
    Phase.CANCELLING,
    Phase.SUCCEEDED,
    Phase.FAILED,
    Phase.CANCELLED,
    Phase.UNRESOLVED
  };

  private static final NextStep.Kind[] KINDS = {
    NextStep.Kind.ASK, NextStep.Kind.CANCEL, NextStep.Kind.LISTEN
  };

  private PaymentCodec() {}

  static byte[] encode(PaymentRow row) {
    var payment = row.payment();
    var writer = new RowWriter(VERSION);
    writer.number(row.number());
    writer.text(payment.key().clientId());
    writer.text(payment.key().paymentRequestId());
    phase(writer, payment.phase());
    writer.time(payment.since());
    writer.text(payment.source());
    writer.time(payment.openedAt());
    writer.time(payment.sentUntil());
    writer.time(payment.askUntil());
    writer.text(payment.product());
    writer.optional(payment.next(), PaymentCodec::next);
    writer.optional(payment.amount(), PaymentCodec::amount);
    writer.number(payment.attempts());
    writer.number(payment.cancelAsked() ? 1 : 0);
    writer.text(payment.contradiction());
    writer.optional(row.dueAt(), RowWriter::time);
    writer.text(payment.trace().inOneLine());
    return writer.row();
  }

  static PaymentRow decode(byte[] bytes) {
    return RowReader.read(
        bytes,
        WITHOUT_TRACE,
        VERSION,
        row -> {
          long number = row.number();
          var payment =
              new Payment(
                  new PaymentKey(row.text(), row.text()),
                  phase(row),
                  row.time(),
                  row.text(),
                  row.time(),
                  row.time(),
                  row.time(),
                  row.text(),
                  row.optional(reader -> new NextStep(reader.oneOf(KINDS), reader.time())),
                  row.optional(reader -> new Amount(reader.number(), reader.text())),
                  (int) row.number(),
                  row.number() == 1,
                  row.text(),
                  TraceContext.NONE);
          var dueAt = row.optional(RowReader::time);
          return new PaymentRow(number, payment.begunBy(trace(row)), dueAt);
        });
  }

  private static TraceContext trace(RowReader row) {
    return row.version() == WITHOUT_TRACE ? TraceContext.NONE : TraceContext.read(row.text());
  }

  static void phase(RowWriter row, Phase phase) {
    row.place(phase, PHASES);
  }

  static Phase phase(RowReader row) {
    return row.oneOf(PHASES);
  }

  private static void next(RowWriter row, NextStep next) {
    row.place(next.kind(), KINDS);
    row.time(next.at());
  }

  private static void amount(RowWriter row, Amount amount) {
    row.number(amount.value());
    row.text(amount.currency());
  }
}
