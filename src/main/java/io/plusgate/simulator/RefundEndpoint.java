package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.simulator.Course.Ending;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** refund: full or in parts up to what was paid, once per refundRequestId. */
final class RefundEndpoint implements Endpoint {
  private final Books books;
  private final Ids ids;
  private final WalletFlow wallets;
  private final OpenChoices choices;

  RefundEndpoint(Books books, Ids ids, WalletFlow wallets, OpenChoices choices) {
    this.books = books;
    this.ids = ids;
    this.wallets = wallets;
    this.choices = choices;
  }

  @Override
  public Future<JsonObject> answer(Call call) {
    return Future.succeededFuture(refund(call));
  }

  private JsonObject refund(Call call) {
    Optional<String> id = call.text("refundRequestId");
    Optional<Amount> amount = Fields.amount(call.body(), "refundAmount");
    if (id.isEmpty() || amount.isEmpty()) {
      return Answers.illegal("refundRequestId, refundAmount: both are needed");
    }
    Optional<Payment> payment =
        call.text("paymentRequestId")
            .flatMap(request -> books.find(call.clientId(), request))
            .or(() -> call.text("paymentId").flatMap(pid -> books.findById(call.clientId(), pid)));
    if (payment.isEmpty()) {
      return Answers.unknownOrder();
    }
    Optional<RefundAnswer> before = books.refund(call.clientId(), id.get());
    return before
        .map(first -> repeat(first, payment.get(), amount.get()))
        .orElseGet(() -> first(call, payment.get(), id.get(), amount.get()));
  }

  private static JsonObject repeat(RefundAnswer first, Payment payment, Amount amount) {
    boolean same =
        first.amount().equals(amount)
            && first.paymentRequestId().equals(payment.terms().paymentRequestId());
    return same ? first.answer() : Answers.inconsistent();
  }

  private JsonObject first(Call call, Payment payment, String id, Amount amount) {
    Optional<JsonObject> refusal = refusal(call, payment, amount);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Course course = call.scenario().course();
    if (course.ending() == Ending.FAIL && course.isImmediate()) {
      return Answers.refused(course.code(), "The refund failed.");
    }
    var refund = new BookedRefund(id, ids.next(), amount, call.at());
    payment.add(refund);
    wallets.acquirerRefunded(payment, refund);
    JsonObject answer = answer(payment, refund);
    String request = payment.terms().paymentRequestId();
    books.keep(call.clientId(), id, new RefundAnswer(request, amount, answer));
    // A scenario of U: the money went back all the same, a repeat will say so.
    return course.isImmediate() ? answer : Answers.of(Answers.unknown("UNKNOWN_EXCEPTION"));
  }

  private static Optional<JsonObject> refusal(Call call, Payment payment, Amount amount) {
    PaymentState state = payment.state();
    if (state == PaymentState.CANCELLED) {
      return refused(Answers.ORDER_IS_CLOSED, "The order is closed.");
    }
    if (state != PaymentState.SUCCEEDED) {
      return refused("PROCESS_FAIL", "The payment has not succeeded.");
    }
    if (!amount.currency().equals(payment.terms().amount().currency())) {
      return Optional.of(Answers.illegal("refundAmount.currency: differs from the payment's"));
    }
    if (amount.value() > payment.refundable()) {
      return refused("REFUND_AMOUNT_EXCEED", "The refunds exceed the payment.");
    }
    var paidAt = payment.endedAt().orElse(payment.terms().createdAt());
    return call.at().isAfter(Times.refundWindowEnd(paidAt))
        ? refused("REFUND_WINDOW_EXCEED", "The refund window is over.")
        : Optional.empty();
  }

  private JsonObject answer(Payment payment, BookedRefund refund) {
    Settlement settled =
        payment.terms().settlement().part(refund.amount(), choices.money().quotePrice());
    var answer =
        Answers.success()
            .put("acquirerId", payment.terms().acquirerId())
            .put("pspId", payment.wallet().pspId())
            .put("refundId", refund.refundId())
            .put("refundTime", Times.field(refund.refundedAt()))
            .put("refundAmount", Fields.of(refund.amount()))
            .put("settlementAmount", Fields.of(settled.amount()));
    settled.quote().ifPresent(quote -> answer.put("settlementQuote", quote));
    return answer;
  }

  private static Optional<JsonObject> refused(String code, String message) {
    return Optional.of(Answers.refused(code, message));
  }
}
