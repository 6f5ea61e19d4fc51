package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.simulator.PartnerCaller.Reply;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes Alipay+ call partners: a wallet's payments, and any other API with any body. */
public final class PartnerCalls {
  private static final String REGION = "JP";
  private static final String CUSTOMER = "1235678";

  private final Context context;
  private final Partners partners;
  private final PartnerCaller caller;
  private final WalletPayments payments;
  private final WalletFlow flow;
  private final Shelf shelf;
  private final InstantSource clock;

  /** Where codes and payments are found. */
  record Shelf(
      Books books,
      PaymentCodes paymentCodes,
      ScanCodes scanCodes,
      Ids ids,
      PaymentLife life,
      CodeChoices choices,
      AcquirersOrders orders,
      Disputes disputes) {}

  PartnerCalls(
      Context context,
      Partners partners,
      PartnerCaller caller,
      WalletPayments payments,
      WalletFlow flow,
      Shelf shelf,
      InstantSource clock) {
    this.context = context;
    this.partners = partners;
    this.caller = caller;
    this.payments = payments;
    this.flow = flow;
    this.shelf = shelf;
    this.clock = clock;
  }

  /** Asks the wallet to pay for a code of one of its users that was shown at a till. */
  public Future<PartnerReply> pay(String walletClientId, Amount amount, Fault fault) {
    return onLoop(
        () -> {
          String code = shelf.paymentCodes().issue(walletClientId, CUSTOMER, clock.instant());
          return payWith(walletClientId, amount, code, fault);
        });
  }

  /** The same for a code that the wallet got from getPaymentCode. */
  public Future<PartnerReply> pay(
      String walletClientId, Amount amount, String paymentCode, Fault fault) {
    return onLoop(() -> payWith(walletClientId, amount, paymentCode, fault));
  }

  public Future<PartnerReply> inquiryPayment(String walletClientId, String paymentRequestId) {
    return onLoop(
        () -> {
          Payment payment = known(walletClientId, paymentRequestId);
          return flow.inquire(payment).map(reply -> told(paymentRequestId, reply));
        });
  }

  public Future<PartnerReply> cancelPayment(String walletClientId, String paymentRequestId) {
    return onLoop(
        () -> {
          Payment payment = known(walletClientId, paymentRequestId);
          return flow.cancel(payment).map(reply -> told(paymentRequestId, reply));
        });
  }

  public Future<PartnerReply> refund(
      String walletClientId, String paymentRequestId, String refundRequestId, Amount amount) {
    return onLoop(
        () -> {
          Payment payment = known(walletClientId, paymentRequestId);
          return flow.refund(payment, refundRequestId, amount)
              .map(reply -> told(paymentRequestId, reply));
        });
  }

  /** Any API with any body, where the partner is known to be reached. */
  public Future<PartnerReply> call(
      String clientId, String api, Optional<URI> url, JsonObject body, Fault fault) {
    return call(clientId, api, url, body, fault, Scenario.A_DAY);
  }

  /** The same, with a clock that is this far off if the fault is that. */
  Future<PartnerReply> call(
      String clientId,
      String api,
      Optional<URI> url,
      JsonObject body,
      Fault fault,
      Duration clockOff) {
    return onLoop(
        () -> {
          SimulatedClient client = partner(clientId);
          URI target =
              url.or(() -> client.urls().of(api))
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "url: none for " + api + " (expected: one, or reach() before)"));
          String id = Fields.text(body, "paymentRequestId").orElse("");
          return caller
              .call(client, api, target, body, fault, clockOff)
              .map(reply -> told(id, reply));
        });
  }

  /** An order that a merchant shows as a code; what a wallet's userInitiatedPay takes. */
  public Future<String> orderCode(Amount amount, String actionType) {
    return onLoop(
        () ->
            Future.succeededFuture(shelf.scanCodes().shown(code(amount, "OrderCode", actionType))));
  }

  /** The same behind a merchant's static code; completes with the paymentUrl. */
  public Future<String> entryOrder(Amount amount, String actionType) {
    return onLoop(
        () ->
            Future.succeededFuture(
                shelf.scanCodes().paymentUrl(code(amount, "EntryCode", actionType))));
  }

  /** Asks the wallet who the user behind this authCode is (D/api_mpp/apply_token). */
  public Future<PartnerReply> applyToken(String walletClientId, String authCode) {
    var body =
        new JsonObject()
            .put("acquirerId", SimulatedClient.SAMPLE_ACQUIRER_ID)
            .put("pspId", partner(walletClientId).participantId())
            .put("authClientId", shelf.choices().authClientId())
            .put("grantType", "AUTHORIZATION_CODE")
            .put("authCode", authCode);
    return call(walletClientId, "applyToken", Optional.empty(), body, Fault.NONE);
  }

  /** A user scans an acquirer's own code and pays the order that it answers with. */
  public Future<PartnerReply> payPrivateCode(String acquirerClientId, String codeValue) {
    return onLoop(
        () ->
            shelf
                .orders()
                .payPrivateCode(partner(acquirerClientId), codeValue)
                .map(reply -> told("", reply)));
  }

  /** Push mode: a wallet has debited, the acquirer is to credit. */
  public Future<PartnerReply> pushPayment(
      String acquirerClientId, String codeValue, Amount amount) {
    return onLoop(
        () ->
            shelf
                .orders()
                .push(partner(acquirerClientId), codeValue, amount)
                .map(reply -> told("", reply)));
  }

  /** A wallet wants papers about an acquirer's payment; completes with what it is answered. */
  public Future<JsonObject> initiateRetrieval(
      String acquirerClientId, String paymentRequestId, String disputeRequestId) {
    return dispute(
        Dispute.Kind.RETRIEVAL,
        acquirerClientId,
        paymentRequestId,
        disputeRequestId,
        Optional.empty());
  }

  /** A wallet wants money back; completes with what it is answered. */
  public Future<JsonObject> initiateEscalation(
      String acquirerClientId, String paymentRequestId, String disputeRequestId, Amount amount) {
    return dispute(
        Dispute.Kind.ESCALATION,
        acquirerClientId,
        paymentRequestId,
        disputeRequestId,
        Optional.of(amount));
  }

  private Future<JsonObject> dispute(
      Dispute.Kind kind,
      String clientId,
      String paymentRequestId,
      String disputeRequestId,
      Optional<Amount> amount) {
    return onLoop(
        () -> {
          Optional<Payment> payment = shelf.books().find(clientId, paymentRequestId);
          Optional<String> wallet =
              payment.flatMap(Payment::joined).map(other -> other.terms().clientId());
          return Future.succeededFuture(
              shelf.disputes().begin(kind, disputeRequestId, payment, amount, wallet));
        });
  }

  /** Every dispute and its answer. */
  Future<JsonArray> disputes() {
    return onLoop(() -> Future.succeededFuture(shelf.disputes().json()));
  }

  /** A code that no partner's wallet shows: the built-in one's. */
  Future<String> builtInPaymentCode() {
    return onLoop(
        () -> Future.succeededFuture(shelf.paymentCodes().issue("", CUSTOMER, clock.instant())));
  }

  /** Ends an acquirer's order as its course says; false when there is none that is open. */
  Future<Boolean> scanAndPay(String codeValue) {
    return onLoop(
        () -> {
          Optional<Payment> open =
              shelf
                  .scanCodes()
                  .find(codeValue)
                  .filter(order -> !order.isClosed())
                  .flatMap(ScanOrder::acquirers);
          open.ifPresent(shelf.life()::finish);
          return Future.succeededFuture(open.isPresent());
        });
  }

  private String code(Amount amount, String scenario, String actionType) {
    String code = shelf.scanCodes().next();
    shelf.scanCodes().put(code, payments.order(amount, scenario, actionType));
    return code;
  }

  private Future<PartnerReply> payWith(
      String walletClientId, Amount amount, String code, Fault fault) {
    SimulatedClient wallet = partner(walletClientId);
    String customerId =
        shelf.paymentCodes().find(code).map(PaymentCodes.Holder::customerId).orElse(CUSTOMER);
    ScanOrder order = payments.order(amount, "PaymentCode", ScanOrder.HANDLE_BY_PSP);
    Payment payment = payments.begin(wallet, order, customerId);
    return flow.pay(payment, payments.payRequest(payment, order, code, REGION), fault)
        .map(reply -> told(payment.terms().paymentRequestId(), reply));
  }

  private Payment known(String clientId, String paymentRequestId) {
    return shelf
        .books()
        .find(clientId, paymentRequestId)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "paymentRequestId: " + paymentRequestId + " (expected: one in the books)"));
  }

  private SimulatedClient partner(String clientId) {
    return partners
        .find(clientId)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "clientId: " + clientId + " (expected: one of the simulator's clients)"));
  }

  private static PartnerReply told(String paymentRequestId, Reply reply) {
    return new PartnerReply(
        paymentRequestId, reply.status(), reply.verdict(), reply.body().toString());
  }

  /** All of Alipay+ happens on one event loop. */
  private <T> Future<T> onLoop(Supplier<Future<T>> step) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        started -> {
          try {
            step.get().onComplete(promise);
          } catch (IllegalArgumentException wrong) {
            promise.fail(wrong);
          }
        });
    return promise.future();
  }
}
