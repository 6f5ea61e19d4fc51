package io.plusgate.demo;

import io.plusgate.demo.Caller.Reply;
import io.plusgate.protocol.ApiCatalog;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The acquirer's part of the sample backend: it calls Alipay+ through its gateway. */
public final class Acquirer {
  private static final String PAYMENTS = "/aps/api/v1/payments/";

  private final Caller caller;
  private final String gatewayUrl;
  private final String notifyUrl;

  Acquirer(Caller caller, String gatewayUrl, String notifyUrl) {
    this.caller = caller;
    this.gatewayUrl = gatewayUrl;
    this.notifyUrl = notifyUrl;
  }

  /** The merchant has scanned a payment code. */
  public Future<Reply> payUserPresented(String id, String amount, String paymentCode) {
    return call(ApiCatalog.PAY, Messages.userPresentedPay(id, amount, notifyUrl, paymentCode));
  }

  /** The merchant wants a code to show. */
  public Future<Reply> payOrderCode(String id, String amount) {
    return call(ApiCatalog.PAY, Messages.orderCodePay(id, amount, notifyUrl));
  }

  /** A user has entered the amount on the page of a static code. */
  public Future<Reply> payEntryCode(String id, String amount, String userAgent) {
    return call(ApiCatalog.PAY, Messages.entryCodePay(id, amount, notifyUrl, userAgent));
  }

  public Future<Reply> inquire(String id) {
    return call(ApiCatalog.INQUIRY_PAYMENT, Messages.inquiry(id));
  }

  public Future<Reply> cancel(String id) {
    return call(ApiCatalog.CANCEL_PAYMENT, Messages.inquiry(id));
  }

  public Future<Reply> refund(String id, String refundRequestId, String amount) {
    return call(ApiCatalog.REFUND, Messages.refund(id, refundRequestId, amount));
  }

  /** What the gateway knows of the payment; waits until it is final, or as long as this. */
  public Future<JsonObject> payment(String id, int seconds) {
    return caller
        .get(gatewayUrl + "/payments/" + id + "?wait=" + seconds + "s")
        .map(JsonObject::new);
  }

  public Future<Reply> call(String api, JsonObject body) {
    return caller.post(gatewayUrl + PAYMENTS + api, body);
  }
}
