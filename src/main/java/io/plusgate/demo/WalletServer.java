package io.plusgate.demo;

import io.plusgate.demo.Caller.Reply;
import io.plusgate.simulator.sdk.WalletApp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * A wallet of the sample backend: its app, and the server behind the app, which calls Alipay+
 * through the gateway. What a wallet's own people write, and no more.
 */
public final class WalletServer implements WalletApp {
  private static final String CODES = "/aps/api/v1/codes/getPaymentCode";
  private static final String SCAN = "/aps/api/v1/payments/userInitiatedPay";
  private static final String NOTIFY = "/handover/notifyPayment";

  private final Caller caller;
  private final String gatewayUrl;
  private final SampleWallet books;
  private final String customerId;
  private final Trace trace;
  private Optional<JsonObject> shown = Optional.empty();

  WalletServer(
      Caller caller, String gatewayUrl, SampleWallet books, String customerId, Trace trace) {
    this.caller = caller;
    this.gatewayUrl = gatewayUrl;
    this.books = books;
    this.customerId = customerId;
    this.trace = trace;
  }

  /** The app wants to show a payment code. */
  public Future<String> paymentCode() {
    return caller
        .post(gatewayUrl + CODES, Messages.codeRequest(customerId))
        .map(
            reply ->
                reply
                    .json()
                    .getJsonArray("paymentCodeInfoList")
                    .getJsonObject(0)
                    .getString("paymentCode"));
  }

  @Override
  public Future<JsonObject> decode(String codeValue) {
    trace.add(Trace.Kind.SDK, "Client SDK", "app", "decode");
    return userInitiatedPay(codeValue);
  }

  /** The server asks what a code that the app scanned stands for. */
  public Future<JsonObject> userInitiatedPay(String codeValue) {
    return userInitiatedPay(codeValue, customerId);
  }

  Future<JsonObject> userInitiatedPay(String codeValue, String scannedBy) {
    return caller.post(gatewayUrl + SCAN, Messages.scan(codeValue, scannedBy)).map(Reply::json);
  }

  @Override
  public Future<String> getAuthCode(String authClientId) {
    trace.add(Trace.Kind.SDK, "Client SDK", "app", "getAuthCode");
    return Future.succeededFuture(books.authCode(customerId));
  }

  @Override
  public void showCashier(JsonObject order) {
    trace.add(Trace.Kind.APP, "app", "user", "cashier");
    books.show(order, customerId);
    shown = Optional.of(order);
  }

  /** The user confirms what he is shown: it is debited, and Alipay+ is told by the gateway. */
  public Future<Reply> confirm() {
    JsonObject order =
        shown.orElseThrow(() -> new IllegalStateException("no order is shown (expected: one)"));
    trace.add(Trace.Kind.APP, "user", "app", "confirm");
    return confirm(
        order.getString("paymentRequestId"), order.getString("paymentNotifyUrl", gatewayUrl));
  }

  /** The same for a pay that was answered U. */
  public Future<Reply> confirm(String paymentRequestId, String paymentNotifyUrl) {
    return books
        .confirm(paymentRequestId)
        .map(
            paid ->
                caller.post(
                    gatewayUrl + NOTIFY, paid, Map.of("Plusgate-Notify-Url", paymentNotifyUrl)))
        .orElseGet(
            () ->
                Future.failedFuture(
                    new IllegalStateException(
                        paymentRequestId + ": closed (expected: an order to be paid)")));
  }
}
