package io.plusgate.simulator.sdk;

import io.vertx.core.Future;

/** The merchant's page, as the Client SDK's container opens it; a web page, no server call. */
public interface MerchantWeb {
  /**
   * Opens the page, lets the user enter what he has to.
   *
   * @return where the page sends the browser; fails where it leads nowhere
   */
  Future<String> open(String url, String userAgent);

  /** The user's authCode came: Alipay+ finds out who he is and sends him back. */
  Future<String> authorised(String oauthUrl, String authCode);
}
