package io.plusgate.simulator;

import io.plusgate.protocol.Result;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** What Alipay+ says about a payment: in the pay answer, in an inquiry, in a notification. */
final class PaymentFields {
  private PaymentFields() {}

  static JsonObject payAnswer(Payment payment) {
    return payAnswer(payment, false);
  }

  /**
   * The answer to pay: paid, failed, or U with the code that the user is to scan.
   *
   * @param codeAnswersSuccess whether the call that made a code is S; no document says which
   */
  static JsonObject payAnswer(Payment payment, boolean codeAnswersSuccess) {
    Result outcome = payment.outcome();
    boolean shown = !payment.terms().display().isEmpty();
    boolean open = !outcome.isSuccess() && !outcome.isFailure();
    var answer = open && shown && codeAnswersSuccess ? Answers.success() : Answers.of(outcome);
    putParties(answer, payment);
    answer.put("paymentId", payment.terms().paymentId());
    if (outcome.isSuccess()) {
      putMoney(answer, payment);
    } else if (open) {
      answer.mergeIn(payment.terms().display());
    }
    return answer;
  }

  static JsonObject inquiryAnswer(Payment payment) {
    var answer = Answers.success();
    answer.put("paymentResult", Answers.json(payment.outcome()));
    putParties(answer, payment);
    answer
        .put("paymentRequestId", payment.terms().paymentRequestId())
        .put("paymentId", payment.terms().paymentId());
    if (payment.state() == PaymentState.SUCCEEDED) {
      putMoney(answer, payment);
    } else {
      answer.put("paymentAmount", Fields.of(payment.terms().amount()));
    }
    if (!payment.refunds().isEmpty()) {
      answer.put("transactions", refunds(payment));
    }
    return answer;
  }

  /** notifyPayment; its result is S or F, never U (D/api_acq/notify_payment). */
  static JsonObject notification(Payment payment) {
    Result outcome = payment.outcome();
    var body = new JsonObject();
    putParties(body, payment);
    body.put("paymentResult", Answers.json(outcome))
        .put("paymentRequestId", payment.terms().paymentRequestId())
        .put("paymentId", payment.terms().paymentId());
    if (outcome.isSuccess()) {
      putMoney(body, payment);
    } else {
      body.put("paymentAmount", Fields.of(payment.terms().amount()));
    }
    return body;
  }

  private static void putParties(JsonObject into, Payment payment) {
    into.put("acquirerId", payment.terms().acquirerId());
    if (payment.outcome().isSuccess()) {
      into.put("pspId", payment.wallet().pspId());
    }
  }

  private static void putMoney(JsonObject into, Payment payment) {
    Payment.Wallet wallet = payment.wallet();
    Settlement settlement = payment.terms().settlement();
    Instant paidAt = payment.endedAt().orElse(payment.terms().createdAt());
    into.put("paymentTime", Times.field(paidAt))
        .put("paymentAmount", Fields.of(payment.terms().amount()))
        .put("customerId", wallet.customerId())
        .put("walletBrandName", wallet.brandName())
        .put("settlementAmount", Fields.of(settlement.amount()));
    settlement.quote().ifPresent(quote -> into.put("settlementQuote", quote));
    wallet.mppPaymentId().ifPresent(id -> into.put("mppPaymentId", id));
  }

  private static JsonArray refunds(Payment payment) {
    var transactions = new JsonArray();
    for (BookedRefund refund : payment.refunds()) {
      transactions.add(
          new JsonObject()
              .put("transactionResult", Answers.json(Result.SUCCESS))
              .put("transactionId", refund.refundId())
              .put("transactionRequestId", refund.refundRequestId())
              .put("transactionAmount", Fields.of(refund.amount()))
              .put("transactionTime", Times.field(refund.refundedAt()))
              .put("transactionType", "REFUND")
              .put("transactionStatus", "SUCCESS"));
    }
    return transactions;
  }
}
