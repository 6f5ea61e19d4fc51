package io.plusgate.simulator.sdk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What a wallet's app gives to the Client SDK (its SPI); in-app functions, no server calls. */
public interface WalletApp {
  /**
   * The SDK met an order-code URL: the app has its own server call userInitiatedPay.
   *
   * @return what userInitiatedPay was answered
   */
  Future<JsonObject> decode(String codeValue);

  /** The user allows this client to know who he is; only in mainland China's aggregated codes. */
  Future<String> getAuthCode(String authClientId);

  /** The wallet's own cashier (HANDLE_BY_PSP), or the SDK's (HANDLE_BY_SDK), shows the order. */
  void showCashier(JsonObject order);
}
