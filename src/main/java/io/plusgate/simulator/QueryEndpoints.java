package io.plusgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** inquiryPayment and cancelPayment: both name a payment by paymentRequestId or paymentId. */
final class QueryEndpoints {
  private final Books books;
  private final PaymentLife life;
  private final WalletFlow wallets;
  private final OpenChoices choices;

  QueryEndpoints(Books books, PaymentLife life, WalletFlow wallets, OpenChoices choices) {
    this.books = books;
    this.life = life;
    this.wallets = wallets;
    this.choices = choices;
  }

  Future<JsonObject> inquiryPayment(Call call) {
    return Future.succeededFuture(inquire(call));
  }

  Future<JsonObject> cancelPayment(Call call) {
    return Future.succeededFuture(cancel(call));
  }

  private JsonObject inquire(Call call) {
    if (namesNothing(call)) {
      return Answers.illegal("paymentRequestId, paymentId: one of them is needed");
    }
    Optional<Payment> payment = find(call);
    payment.ifPresent(life::inquired);
    return payment.map(PaymentFields::inquiryAnswer).orElseGet(Answers::unknownOrder);
  }

  private JsonObject cancel(Call call) {
    if (namesNothing(call)) {
      return Answers.illegal("paymentRequestId, paymentId: one of them is needed");
    }
    Optional<Payment> payment = find(call);
    return payment.map(known -> cancel(call, known)).orElseGet(() -> cancelUnknown(call));
  }

  private JsonObject cancel(Call call, Payment payment) {
    boolean done = payment.state() == PaymentState.CANCELLED;
    if (!done && !call.at().isBefore(Times.cancelWindowEnd(payment.terms().createdAt()))) {
      return Answers.refused("CANCEL_WINDOW_EXCEED", "The cancel window is over: use refund.");
    }
    // A cancel is about the full amount only, so it cannot follow a refund.
    if (!payment.refunds().isEmpty()) {
      return Answers.refused("PROCESS_FAIL", "The payment was refunded.");
    }
    life.cancel(payment);
    if (!done) {
      wallets.acquirerCancelled(payment);
    }
    return Answers.success()
        .put("acquirerId", payment.terms().acquirerId())
        .put("pspId", payment.wallet().pspId());
  }

  /** The order may still be under way; from now on it can only end as cancelled. */
  private JsonObject cancelUnknown(Call call) {
    call.text("paymentRequestId").ifPresent(id -> books.cancelledBeforePay(call.clientId(), id));
    return choices.cancelOfUnknownSucceeds() ? Answers.success() : Answers.unknownOrder();
  }

  private Optional<Payment> find(Call call) {
    return call.text("paymentRequestId")
        .flatMap(id -> books.find(call.clientId(), id))
        .or(() -> call.text("paymentId").flatMap(id -> books.findById(call.clientId(), id)));
  }

  private static boolean namesNothing(Call call) {
    return call.text("paymentRequestId").isEmpty() && call.text("paymentId").isEmpty();
  }
}
