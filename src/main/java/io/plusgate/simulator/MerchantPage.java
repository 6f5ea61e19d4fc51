package io.plusgate.simulator;

import io.plusgate.simulator.sdk.MerchantWeb;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * The web page behind a merchant's static entry code: it looks at the user agent, lets the user
 * enter the amount, has the order made, and sends the browser on to the paymentUrl. A page, not an
 * API: nothing of this is a signed call.
 */
final class MerchantPage implements MerchantWeb {
  private static final String KNOWN = "?user=known";

  private final String storeUrl;
  private final boolean aggregated;
  private final String oauthUrl;
  private final Function<String, Future<String>> order;
  private final Function<String, Future<Boolean>> applyToken;

  /**
   * Opens the shop.
   *
   * @param aggregated whether the page has to know the user first (mainland China)
   * @param order makes the order for a browser with this user agent; completes with its paymentUrl
   * @param applyToken Alipay+ asks the wallet who the user of this authCode is
   */
  MerchantPage(
      String storeUrl,
      boolean aggregated,
      String oauthUrl,
      Function<String, Future<String>> order,
      Function<String, Future<Boolean>> applyToken) {
    this.storeUrl = storeUrl;
    this.aggregated = aggregated;
    this.oauthUrl = oauthUrl;
    this.order = order;
    this.applyToken = applyToken;
  }

  @Override
  public Future<String> open(String url, String userAgent) {
    if (!url.startsWith(storeUrl)) {
      return Future.failedFuture(
          new IllegalArgumentException(url + " (expected: " + storeUrl + ")"));
    }
    boolean ofAlipayPlus =
        userAgent.contains("AlipayConnect") || userAgent.contains("AlipayClient");
    if (!ofAlipayPlus) {
      return Future.failedFuture(
          new IllegalStateException("the merchant's own logic: no wallet of Alipay+"));
    }
    boolean known = !aggregated || url.endsWith(KNOWN);
    return known ? order.apply(userAgent) : Future.succeededFuture(oauthUrl);
  }

  @Override
  public Future<String> authorised(String oauth, String authCode) {
    return applyToken
        .apply(authCode)
        .compose(
            told ->
                told
                    ? Future.succeededFuture(storeUrl + KNOWN)
                    : Future.failedFuture(
                        new IllegalStateException("the wallet did not say who the user is")));
  }
}
