package io.plusgate.simulator.sdk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The library in a wallet's app; its functions run on the phone and call no server. */
public final class ClientSdk {
  /** The actionType of an order that the SDK's own cashier shows. */
  public static final String HANDLE_BY_SDK = "HANDLE_BY_SDK";

  private final CodeRules rules;
  private final WalletApp app;
  private final MerchantWeb web;

  public ClientSdk(CodeRules rules, WalletApp app, MerchantWeb web) {
    this.rules = rules;
    this.app = app;
    this.web = web;
  }

  /**
   * Opens a merchant's page in the SDK's container and follows it: an OAuth URL asks the app for an
   * authCode, an order-code URL has the app decode it.
   *
   * @return the order that the user is shown
   */
  public Future<JsonObject> launch(String redirectUrl, String userAgent) {
    return web.open(redirectUrl, userAgent).compose(next -> follow(next, userAgent));
  }

  private Future<JsonObject> follow(String url, String userAgent) {
    if (rules.isOauth(url)) {
      return app.getAuthCode(rules.authClientId())
          .compose(authCode -> web.authorised(url, authCode))
          .compose(back -> web.open(back, userAgent))
          .compose(next -> follow(next, userAgent));
    }
    return rules.isOrderCode(url)
        ? app.decode(url).map(this::shown)
        : Future.failedFuture(new IllegalStateException("the page leads to no order: " + url));
  }

  private JsonObject shown(JsonObject order) {
    JsonObject action = order.getJsonObject("actionForm", new JsonObject());
    if (action.getString("actionType", "").equals(HANDLE_BY_SDK)) {
      handleAction(order, action.getString("sdkActionPayload", ""));
    } else if (order.containsKey("paymentRequestId")) {
      app.showCashier(order);
    }
    return order;
  }

  /** Runs what userInitiatedPay gave for the SDK: here it shows the order. */
  public void handleAction(JsonObject order, String sdkActionPayload) {
    if (sdkActionPayload.isEmpty()) {
      throw new IllegalArgumentException("sdkActionPayload: \"\" (expected: the answer's payload)");
    }
    app.showCashier(order);
  }
}
