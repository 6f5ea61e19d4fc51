package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Result;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** What Alipay+ asks of a wallet: pay, inquiryPayment, cancelPayment, refund (apis-mpp 2.2–2.5). */
public final class WalletCalls {
  private static final String SAMPLE_PAYMENT_CODE = "281010897274821897274821";

  private final Partners partners;
  private final PartnerCaller caller;
  private final InstantSource clock;

  WalletCalls(Partners partners, PartnerCaller caller, InstantSource clock) {
    this.partners = partners;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * What a wallet said.
   *
   * @param verdict {@code verified}, or why the answer proves nothing
   * @param result what it says, trusted or not
   */
  public record WalletReply(String verdict, Optional<Result> result, String body) {

    /** Verified, and S. */
    public boolean isTrustedSuccess() {
      return verdict.equals(PartnerCaller.Reply.VERIFIED)
          && result.filter(Result::isSuccess).isPresent();
    }
  }

  /** A user-presented payment: the wallet is to debit its user now. */
  public Future<WalletReply> pay(String clientId, String paymentRequestId, Amount amount) {
    var method =
        new JsonObject()
            .put("paymentMethodType", "CONNECT_WALLET")
            .put("paymentMethodId", SAMPLE_PAYMENT_CODE);
    var factor =
        new JsonObject()
            .put("isInStorePayment", "true")
            .put("isCashierPayment", "false")
            .put("inStorePaymentScenario", "PaymentCode");
    var order =
        new JsonObject()
            .put("referenceOrderId", "order_" + paymentRequestId)
            .put("orderDescription", "Simulated order")
            .put("orderAmount", Fields.of(amount));
    var body =
        new JsonObject()
            .put("order", order)
            .put("paymentRequestId", paymentRequestId)
            .put("paymentAmount", Fields.of(amount))
            .put("paymentMethod", method)
            .put("paymentFactor", factor)
            .put("paymentExpiryTime", Times.field(clock.instant().plusSeconds(60)));
    return call(clientId, ApiCatalog.PAY, body, Fault.NONE);
  }

  public Future<WalletReply> inquire(String clientId, String paymentRequestId) {
    return call(clientId, ApiCatalog.INQUIRY_PAYMENT, named(paymentRequestId), Fault.NONE);
  }

  public Future<WalletReply> cancel(String clientId, String paymentRequestId) {
    return call(clientId, ApiCatalog.CANCEL_PAYMENT, named(paymentRequestId), Fault.NONE);
  }

  /**
   * Gives money back.
   *
   * @param paymentId the wallet's own id of the payment, from its answer to pay
   */
  public Future<WalletReply> refund(
      String clientId,
      String paymentRequestId,
      String paymentId,
      String refundRequestId,
      Amount amount) {
    var body =
        named(paymentRequestId)
            .put("paymentId", paymentId)
            .put("refundRequestId", refundRequestId)
            .put("refundAmount", Fields.of(amount));
    return call(clientId, ApiCatalog.REFUND, body, Fault.NONE);
  }

  /**
   * Any call with any body, and a fault of the signature if wanted; acquirerId and pspId are added.
   */
  public Future<WalletReply> call(String clientId, String api, JsonObject message, Fault fault) {
    Optional<SimulatedClient> client = partners.find(clientId);
    Optional<URI> url = client.flatMap(known -> known.urls().of(api));
    if (client.isEmpty() || url.isEmpty()) {
      return Future.failedFuture(
          new IllegalArgumentException("clientId: no wallet with a URL is known by this id"));
    }
    var body =
        new JsonObject()
            .put("acquirerId", SimulatedClient.SAMPLE_ACQUIRER_ID)
            .put("pspId", client.get().participantId())
            .mergeIn(message);
    return caller
        .call(client.get(), api, url.get(), body, fault)
        .map(reply -> new WalletReply(reply.verdict(), reply.result(), text(reply)));
  }

  private static String text(PartnerCaller.Reply reply) {
    return reply.body().toString();
  }

  private static JsonObject named(String paymentRequestId) {
    return new JsonObject().put("paymentRequestId", paymentRequestId);
  }
}
