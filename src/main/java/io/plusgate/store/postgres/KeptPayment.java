package io.plusgate.store.postgres;

import io.plusgate.payment.NextStep;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.TraceContext;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A payment as it is kept: the one place that knows its columns.
 *
 * @param number in the order in which payments were opened
 * @param dueAt the time of its next step, or the end of the lease of who takes that step
 */
record KeptPayment(long number, Payment payment, Optional<Instant> dueAt) {
  static final List<String> KEY = List.of("client_id", "payment_request_id");

  static final Columns<KeptPayment> COLUMNS =
      Columns.<KeptPayment>none()
          .text("client_id", kept -> kept.payment.key().clientId())
          .text("payment_request_id", kept -> kept.payment.key().paymentRequestId())
          .number("number", KeptPayment::number)
          .text("phase", kept -> kept.payment.phase().name())
          .time("since", kept -> kept.payment.since())
          .text("source", kept -> kept.payment.source())
          .time("opened_at", kept -> kept.payment.openedAt())
          .time("sent_until", kept -> kept.payment.sentUntil())
          .time("ask_until", kept -> kept.payment.askUntil())
          .text("product", kept -> kept.payment.product())
          .optionalText("next_step", kept -> kept.payment.next().map(next -> next.kind().name()))
          .optionalTime("next_at", kept -> kept.payment.nextAt())
          .optionalNumber("amount_value", kept -> kept.payment.amount().map(Amount::value))
          .optionalText("amount_currency", kept -> kept.payment.amount().map(Amount::currency))
          .count("attempts", kept -> kept.payment.attempts())
          .flag("cancel_asked", kept -> kept.payment.cancelAsked())
          .text("contradiction", kept -> kept.payment.contradiction())
          .optionalTime("due_at", KeptPayment::dueAt)
          .text("trace", kept -> kept.payment.trace().inOneLine());

  static KeptPayment of(Row row) {
    var payment =
        new Payment(
            new PaymentKey(row.getString("client_id"), row.getString("payment_request_id")),
            Phase.valueOf(row.getString("phase")),
            Rows.time(row, "since"),
            row.getString("source"),
            Rows.time(row, "opened_at"),
            Rows.time(row, "sent_until"),
            Rows.time(row, "ask_until"),
            row.getString("product"),
            Rows.optionalTime(row, "next_at").map(at -> next(row, at)),
            amount(row),
            row.getInteger("attempts"),
            row.getBoolean("cancel_asked"),
            row.getString("contradiction"),
            TraceContext.read(row.getString("trace")));
    return new KeptPayment(row.getLong("number"), payment, Rows.optionalTime(row, "due_at"));
  }

  /** A payment whose next step nobody has taken yet. */
  static KeptPayment opened(long number, Payment payment) {
    return new KeptPayment(number, payment, payment.nextAt());
  }

  /** A step that did not move the next one leaves it to whoever has it. */
  KeptPayment settled(Payment after) {
    return new KeptPayment(
        number, after, after.nextAt().equals(payment.nextAt()) ? dueAt : after.nextAt());
  }

  private static NextStep next(Row row, Instant at) {
    return new NextStep(NextStep.Kind.valueOf(row.getString("next_step")), at);
  }

  private static Optional<Amount> amount(Row row) {
    return Optional.ofNullable(row.getLong("amount_value"))
        .map(value -> new Amount(value, row.getString("amount_currency")));
  }
}
