package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Role;
import io.plusgate.simulator.Payment.Terms;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins the payments that Alipay+ asks a wallet for, and writes the request that asks. */
final class WalletPayments {
  private static final String NOTIFY = "/aps/api/v1/payments/notifyPayment";

  private final Books books;
  private final Ids ids;
  private final InstantSource clock;
  private final Duration expiry;
  private final MoneyChoices money;
  private final Supplier<URI> baseUrl;

  WalletPayments(
      Books books,
      Ids ids,
      InstantSource clock,
      Duration expiry,
      MoneyChoices money,
      Supplier<URI> baseUrl) {
    this.books = books;
    this.ids = ids;
    this.clock = clock;
    this.expiry = expiry;
    this.money = money;
    this.baseUrl = baseUrl;
  }

  /** A payment that this wallet is to make for this order. */
  Payment begin(SimulatedClient wallet, ScanOrder order, String customerId) {
    Instant now = clock.instant();
    String id = ids.next();
    var payment =
        new Payment(
            new Terms(
                Role.MPP,
                wallet.clientId(),
                order.acquirerId(),
                id,
                id,
                order.amount(),
                payTo(order.amount(), now),
                Scenario.of(Course.never()),
                now,
                order.expiresAt(),
                Optional.empty(),
                order.order(),
                new JsonObject()));
    payment.paidBy(
        new Payment.Wallet(
            wallet.participantId(), "SIMULATED_WALLET", customerId, Optional.empty()));
    books.add(payment);
    return payment;
  }

  /** What the wallet is to debit, and at which rate, if not the order's own money. */
  private Settlement payTo(Amount amount, Instant now) {
    String currency = money.payToCurrency().orElse(amount.currency());
    return Settlement.of(amount, currency, money.payToPrice(), ids.next(), now);
  }

  /** An order of a merchant that nobody but the test knows. */
  ScanOrder order(Amount amount, String scenario, String actionType) {
    String id = ids.next();
    var merchant =
        new JsonObject()
            .put("referenceMerchantId", "M00000000001")
            .put("merchantName", "cup Hu")
            .put("merchantMCC", "1405")
            .put("merchantAddress", new JsonObject().put("region", "JP").put("city", "Tokyo"));
    var order =
        new JsonObject()
            .put("referenceOrderId", id)
            .put("orderDescription", "Order of the simulator")
            .put("orderAmount", Fields.of(amount))
            .put("merchant", merchant);
    boolean presented = scenario.equals("PaymentCode");
    var factor =
        new JsonObject()
            .put("isInStorePayment", "true")
            .put("isCashierPayment", presented ? "false" : "true")
            .put("inStorePaymentScenario", scenario);
    return new ScanOrder(
        SimulatedClient.SAMPLE_ACQUIRER_ID,
        amount,
        order,
        factor,
        Optional.empty(),
        clock.instant().plus(expiry),
        Optional.empty(),
        actionType);
  }

  /** The body of Alipay+'s pay, for a payment code of this user. */
  JsonObject payRequest(Payment payment, ScanOrder order, String code, String region) {
    var method =
        new JsonObject()
            .put("paymentMethodType", "CONNECT_WALLET")
            .put("paymentMethodId", code)
            .put("customerId", payment.wallet().customerId())
            .put("paymentMethodMetaData", new JsonObject().put("paymentCodeRegion", region));
    var request =
        new JsonObject()
            .put("acquirerId", order.acquirerId())
            .put("pspId", payment.wallet().pspId())
            .put("paymentRequestId", payment.terms().paymentRequestId())
            .put("order", order.order());
    putMoney(request, payment);
    return request
        .put("paymentMethod", method)
        .put("paymentFactor", order.paymentFactor())
        .put("paymentExpiryTime", Times.field(order.expiresAt()))
        .put("paymentNotifyUrl", notifyUrl());
  }

  /** The answer to userInitiatedPay: the order, and how the wallet's app is to go on. */
  JsonObject userInitiatedPayAnswer(Payment payment, ScanOrder order) {
    var action = new JsonObject().put("actionType", order.actionType());
    if (!order.actionType().equals(ScanOrder.HANDLE_BY_PSP)) {
      action.put("sdkActionPayload", "payload-" + payment.terms().paymentRequestId());
    }
    var answer =
        Answers.success()
            .put("acquirerId", order.acquirerId())
            .put("pspId", payment.wallet().pspId())
            .put("codeType", "ORDER_CODE")
            .put("paymentRequestId", payment.terms().paymentRequestId())
            .put("order", order.order())
            .put("paymentFactor", order.paymentFactor())
            .put("paymentNotifyUrl", notifyUrl());
    putMoney(answer, payment);
    order.redirectUrl().ifPresent(url -> answer.put("paymentRedirectUrl", url));
    return answer
        .put("paymentExpiryTime", Times.field(order.expiresAt()))
        .put("actionForm", action);
  }

  private static void putMoney(JsonObject into, Payment payment) {
    Settlement payTo = payment.terms().settlement();
    into.put("paymentAmount", Fields.of(payment.terms().amount()))
        .put("payToAmount", Fields.of(payTo.amount()));
    payTo.quote().ifPresent(quote -> into.put("paymentQuote", quote));
  }

  private String notifyUrl() {
    return baseUrl.get() + NOTIFY;
  }
}
