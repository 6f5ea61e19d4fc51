package io.plusgate.rehearse;

import static io.plusgate.rehearse.Texts.text;
import static io.plusgate.rehearse.WalletSteps.CUSTOMER;
import static io.plusgate.rehearse.WalletSteps.IN_TIME;
import static io.plusgate.rehearse.WalletSteps.arrange;
import static io.plusgate.rehearse.WalletSteps.call;
import static io.plusgate.rehearse.WalletSteps.cancelled;
import static io.plusgate.rehearse.WalletSteps.confirm;
import static io.plusgate.rehearse.WalletSteps.count;
import static io.plusgate.rehearse.WalletSteps.debits;
import static io.plusgate.rehearse.WalletSteps.expect;
import static io.plusgate.rehearse.WalletSteps.inquired;
import static io.plusgate.rehearse.WalletSteps.lastRequest;
import static io.plusgate.rehearse.WalletSteps.paid;
import static io.plusgate.rehearse.WalletSteps.parties;
import static io.plusgate.rehearse.WalletSteps.pay;
import static io.plusgate.rehearse.WalletSteps.refund;
import static io.plusgate.rehearse.WalletSteps.yen;

import io.plusgate.protocol.ApiCatalog;
import io.plusgate.simulator.Fault;
import io.plusgate.simulator.PartnerReply;
import io.plusgate.simulator.PaymentState;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The wallet's side of the matrix (practice 4.2) where Alipay+ calls: M02 to M06, M11, M12. */
final class WalletCases {
  private WalletCases() {}

  static List<Case> list() {
    return List.of(
        new Case("M02", "pay S; F; U then notification", "as sent", WalletCases::plainPay),
        new Case("M03", "pay repeated", "one debit, same answer", WalletCases::payRepeated),
        new Case("M04", "inquiry in all four states", "protocol 5", WalletCases::inquiry),
        new Case(
            "M05",
            "cancel before debit, after debit, repeated",
            "S; S and the money back; the same S",
            WalletCases::cancels),
        new Case(
            "M06",
            "refund full, partial, repeated",
            "S; once per refundRequestId",
            WalletCases::refunds),
        new Case("M11", "applyToken", "accessToken and customerId", WalletCases::applyToken),
        new Case(
            "M12", "paymentCodeRegion mismatch", "the wallet refuses", WalletCases::otherRegion));
  }

  private static void plainPay(Stage stage) throws InterruptedException {
    var paid = paid(stage, "1020001");
    stage
        .checks()
        .that(
            !text(Texts.json(paid.body()), "paymentId").isEmpty(),
            "the S of a pay carries the wallet's paymentId",
            Texts.shortened(paid.body()),
            "put paymentId into the answer: refund and inquiry name it");
    arrange(stage, "USER_BALANCE_NOT_ENOUGH");
    expect(
        stage,
        pay(stage, "1020002"),
        "F USER_BALANCE_NOT_ENOUGH",
        "a payer without the money is refused",
        "answer F with the documented code (D/integration_auto_debit_mpp/make_payment)");
    arrange(stage, "PAYMENT_IN_PROCESS");
    var waiting = pay(stage, "1020003");
    expect(stage, waiting, "U PAYMENT_IN_PROCESS", "a payer who must confirm first", IN_TIME);
    confirm(stage, waiting.paymentRequestId());
    boolean told =
        stage.until(
            () ->
                stage.exchanges(ApiCatalog.NOTIFY_PAYMENT).stream()
                    .anyMatch(call -> call.requestBody().contains(waiting.paymentRequestId())));
    stage
        .checks()
        .that(
            told
                && stage.until(
                    () -> stateAtAlipayPlus(stage, waiting).equals(PaymentState.SUCCEEDED.name())),
            "the payer confirmed, then notifyPayment told Alipay+",
            stateAtAlipayPlus(stage, waiting),
            "send notifyPayment with S as soon as the money was taken");
  }

  private static void payRepeated(Stage stage) throws InterruptedException {
    var first =
        Waiting.on(stage.alipayPlus().calls().pay(Setting.CLIENT, yen("1030001"), Fault.REPEATED));
    expect(stage, first, "S SUCCESS", "two equal pays at once", IN_TIME);
    JsonObject request = lastRequest(stage, ApiCatalog.PAY);
    var again = call(stage, ApiCatalog.PAY, request);
    boolean same =
        Stage.says(again.body()).equals(Stage.says(first.body()))
            && text(Texts.json(again.body()), "paymentId")
                .equals(text(Texts.json(first.body()), "paymentId"));
    stage
        .checks()
        .that(
            same,
            "the same pay later gets the same answer",
            Texts.shortened(again.body()),
            "remember the answer by paymentRequestId, for ever (D/api_mpp/idempotency)");
    String id = first.paymentRequestId();
    debits(stage, id, 1, "debit once per paymentRequestId (D/api_mpp/idempotency)");
    var other = request.copy().put("paymentAmount", Texts.yen("1030002"));
    expect(
        stage,
        call(stage, ApiCatalog.PAY, other),
        "F REPEAT_REQ_INCONSISTENT",
        "the same paymentRequestId with another amount",
        "compare paymentAmount, payToAmount, surchargeInfo, paymentMethod and paymentPromoInfo"
            + " (D/api_mpp/idempotency) and answer F REPEAT_REQ_INCONSISTENT");
    debits(stage, id, 1, "a refused repeat must not debit");
  }

  private static void inquiry(Stage stage) throws InterruptedException {
    String remedy = "answer as D/integration_merchant_mode_mpp/respond_to_payment_inquiry says";
    var unknown = parties().put("paymentRequestId", stage.id());
    expect(
        stage,
        call(stage, ApiCatalog.INQUIRY_PAYMENT, unknown),
        "F ORDER_NOT_EXIST",
        "a payment that was never asked for",
        remedy);
    var paid = paid(stage, "1040001");
    inquired(stage, paid, "S SUCCESS", "after a paid one", remedy);
    arrange(stage, "USER_BALANCE_NOT_ENOUGH");
    inquired(stage, pay(stage, "1040002"), "F USER_BALANCE_NOT_ENOUGH", "a failed one", remedy);
    arrange(stage, "PAYMENT_IN_PROCESS");
    inquired(stage, pay(stage, "1040003"), "U PAYMENT_IN_PROCESS", "one that waits", remedy);
  }

  private static void cancels(Stage stage) throws InterruptedException {
    String remedy =
        "let every cancel succeed, whatever the payment's state, give the money back, and say the"
            + " same to a repeat (D/pos_tap_mpp/cancel_a_payment)";
    String closed = "F ORDER_IS_CLOSED";
    arrange(stage, "PAYMENT_IN_PROCESS");
    var waiting = pay(stage, "1050001");
    JsonObject request = lastRequest(stage, ApiCatalog.PAY);
    expect(stage, cancelled(stage, waiting), "S SUCCESS", "cancel before the debit", remedy);
    inquired(stage, waiting, closed, "after the cancel", remedy);
    var late = call(stage, ApiCatalog.PAY, request);
    stage
        .checks()
        .that(
            !Stage.says(late.body()).startsWith("S"),
            "a pay that arrives after its cancel",
            Stage.says(late.body()),
            "remember the cancel and refuse the pay, else money is taken that nobody gives back");
    var paid = paid(stage, "1050002");
    expect(stage, cancelled(stage, paid), "S SUCCESS", "cancel after the debit", remedy);
    expect(stage, cancelled(stage, paid), "S SUCCESS", "the same cancel again", remedy);
    inquired(stage, paid, closed, "after the cancel of a paid one", remedy);
    debits(stage, paid.paymentRequestId(), 0, "give back what was debited");
    stage.checks().note("a cancel after 00:30 UTC+8 of T+1 is not judged: no document says");
  }

  private static void refunds(Stage stage) throws InterruptedException {
    String remedy =
        "let every refund succeed, once per refundRequestId, with the same answer to a repeat"
            + " (D/pos_tap_mpp/refund_integration)";
    var full = paid(stage, "1060001");
    expect(stage, refund(stage, full, stage.id(), "1060001"), "S SUCCESS", "in full", remedy);
    var parts = paid(stage, "1060002");
    String id = stage.id();
    var first = refund(stage, parts, id, "60001");
    expect(stage, first, "S SUCCESS", "a part", remedy);
    expect(stage, refund(stage, parts, stage.id(), "1000001"), "S SUCCESS", "the rest", remedy);
    var again = refund(stage, parts, id, "60001");
    expect(stage, again, "S SUCCESS", "the first part again, same refundRequestId", remedy);
    String refundId = text(Texts.json(first.body()), "refundId");
    stage
        .checks()
        .that(
            refundId.equals(text(Texts.json(again.body()), "refundId")),
            "a repeated refund has the same refundId",
            refundId + ", then " + text(Texts.json(again.body()), "refundId"),
            remedy);
    count(stage, parts.paymentRequestId(), "refunds", 2, remedy);
  }

  private static void applyToken(Stage stage) throws InterruptedException {
    var answered =
        stage.ask(
            "authCode",
            new JsonObject().put("customerId", CUSTOMER),
            "let your app give an authCode (getAuthCode SPI); a rehearsal can't do it for you");
    if (answered.isEmpty()) {
      throw new ByHandException("offer the trigger authCode: the code has to be told to us");
    }
    String authCode = text(answered.get(), "authCode");
    var reply = Waiting.on(stage.alipayPlus().calls().applyToken(Setting.CLIENT, authCode));
    expect(stage, reply, "S SUCCESS", "applyToken for an authCode of the app", "answer in 5 s");
    var told = Texts.json(reply.body());
    String token = text(told, "accessToken");
    stage
        .checks()
        .that(
            !token.isEmpty() && token.length() <= 128,
            "an accessToken of at most 128 characters",
            token.isEmpty() ? "none" : token.length() + " characters",
            "answer accessToken (D/api_mpp/apply_token)");
    stage
        .checks()
        .that(
            text(told, "customerId").equals(CUSTOMER),
            "the customerId of the user who gave the code",
            Stage.orNone(() -> Optional.of(text(told, "customerId"))),
            "answer the customerId: Alipay+ makes its user id of it");
  }

  private static void otherRegion(Stage stage) throws InterruptedException {
    var codes = WalletCodeCases.codes(stage, "1", "JP");
    String code =
        codes.isEmpty()
            ? stage.exchanges("getPaymentCode").stream()
                .reduce((older, newer) -> newer)
                .map(call -> WalletCodeCases.firstCode(call.answerBody()))
                .orElse("")
            : codes.get(0);
    // Only the region differs from what the simulated Alipay+ itself would send for this code.
    var unused =
        Waiting.on(
            stage.alipayPlus().calls().pay(Setting.CLIENT, yen("1120001"), code, Fault.NONE));
    JsonObject request =
        lastRequest(stage, ApiCatalog.PAY).copy().put("paymentRequestId", stage.id());
    var method = request.getJsonObject("paymentMethod").copy();
    method.put("paymentMethodMetaData", new JsonObject().put("paymentCodeRegion", "SG"));
    request.put("paymentMethod", method);
    var reply = call(stage, ApiCatalog.PAY, request);
    expect(stage, unused, "S SUCCESS", "a code of JP shown in JP", IN_TIME);
    stage
        .checks()
        .that(
            reply.isVerified() && Stage.says(reply.body()).startsWith("F "),
            "a code of JP shown in SG is refused",
            Stage.says(reply.body()),
            "compare paymentMethodMetaData.paymentCodeRegion with the region the code was made for"
                + " (since MPP 1.4.2); the code of the refusal is yours to choose");
  }

  private static String stateAtAlipayPlus(Stage stage, PartnerReply paid) {
    return stage.booked(paid.paymentRequestId()).map(known -> known.state().name()).orElse("none");
  }
}
