package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** userInitiatedPay and notifyPayment: a wallet's user scans a code, and the wallet has debited. */
final class WalletEndpoints {
  private static final int KEPT = 50_000;

  private final Books books;
  private final ScanCodes codes;
  private final WalletPayments payments;
  private final WalletFlow flow;
  private final Map<String, Claim> claims = new Recent<>(KEPT);

  WalletEndpoints(Books books, ScanCodes codes, WalletPayments payments, WalletFlow flow) {
    this.books = books;
    this.codes = codes;
    this.payments = payments;
    this.flow = flow;
  }

  /** Who scanned a code first, and what was answered: one code is one payment. */
  private record Claim(String clientId, String customerId, JsonObject answer) {}

  Future<JsonObject> userInitiatedPay(Call call) {
    return Future.succeededFuture(scan(call));
  }

  Future<JsonObject> notifyPayment(Call call) {
    return Future.succeededFuture(told(call));
  }

  void clear() {
    claims.clear();
  }

  private JsonObject scan(Call call) {
    Optional<String> missing = call.missing("codeValue", "customerId");
    if (missing.isPresent()) {
      return Answers.illegal(missing.get() + ": missing");
    }
    String code = ScanCodes.bare(call.text("codeValue").orElse(""));
    Optional<ScanOrder> order = codes.find(code);
    if (order.isEmpty()) {
      return Answers.refused("INVALID_CODE", "The code is invalid.");
    }
    if (!call.at().isBefore(order.get().expiresAt())) {
      return Answers.refused("EXPIRED_CODE", "The code has expired.");
    }
    String customerId = call.text("customerId").orElse("");
    Claim before = claims.get(code);
    if (before != null) {
      boolean same =
          before.clientId().equals(call.clientId()) && before.customerId().equals(customerId);
      return same ? before.answer() : Answers.inconsistent();
    }
    return order.get().isClosed()
        ? Answers.refused(Answers.ORDER_IS_CLOSED, "The order is closed.")
        : claim(call, code, order.get(), customerId);
  }

  private JsonObject claim(Call call, String code, ScanOrder order, String customerId) {
    Payment payment = payments.begin(call.client(), order, customerId);
    order.acquirers().ifPresent(acquirers -> flow.join(payment, acquirers));
    JsonObject answer = payments.userInitiatedPayAnswer(payment, order);
    claims.put(code, new Claim(call.clientId(), customerId, answer));
    flow.followUp(payment, 0);
    return answer;
  }

  private JsonObject told(Call call) {
    Optional<Message> message = MessageReader.read(call.body().toBuffer().getBytes());
    Optional<Result> outcome = message.flatMap(Message::paymentResult);
    if (outcome.isEmpty() || outcome.get().resultStatus() == ResultStatus.U) {
      return Answers.illegal("paymentResult: missing, or neither S nor F");
    }
    Optional<String> missing =
        outcome.get().isSuccess()
            ? call.missing(
                "paymentRequestId",
                "paymentId",
                "paymentAmount.value",
                "paymentAmount.currency",
                "paymentTime",
                "customerId")
            : call.missing("paymentRequestId");
    if (missing.isPresent()) {
      return Answers.illegal(missing.get() + ": missing");
    }
    Optional<Payment> payment =
        call.text("paymentRequestId").flatMap(id -> books.find(call.clientId(), id));
    return payment
        .map(known -> told(call, known, outcome.get(), message))
        .orElseGet(Answers::unknownOrder);
  }

  private JsonObject told(Call call, Payment payment, Result outcome, Optional<Message> message) {
    JsonObject parameters = KeyParameters.ofWalletNotification(call.body());
    if (!payment.remember(parameters).equals(parameters)) {
      return Answers.inconsistent();
    }
    Optional<Amount> amount = Fields.amount(call.body(), "paymentAmount");
    if (outcome.isSuccess() && !amount.equals(Optional.of(payment.terms().amount()))) {
      return Answers.illegal("paymentAmount: differs from the order's");
    }
    Amount payTo = payment.terms().settlement().amount();
    boolean exchanged = !payTo.equals(payment.terms().amount());
    if (outcome.isSuccess()
        && exchanged
        && !Fields.amount(call.body(), "payToAmount").equals(Optional.of(payTo))) {
      return Answers.illegal("payToAmount: differs from what was asked for");
    }
    flow.settle(payment, outcome, message);
    return Answers.success();
  }
}
