package io.plusgate.simulator.sdk;

import java.util.List;

/**
 * What the Server SDK knows of codes (its routing data).
 *
 * @param orderCodes what an order code starts with: its number, or a URL before it
 * @param entryCodes what a registered merchant's static code starts with
 * @param oauthUrl what the Client SDK intercepts to have the app authorise its user
 * @param authClientId whom the app authorises there
 * @param userAgent with which a merchant's page is opened
 */
public record CodeRules(
    List<String> orderCodes,
    List<String> entryCodes,
    String oauthUrl,
    String authClientId,
    String userAgent) {
  public CodeRules {
    orderCodes = List.copyOf(orderCodes);
    entryCodes = List.copyOf(entryCodes);
  }

  boolean isOrderCode(String codeValue) {
    return orderCodes.stream().anyMatch(codeValue::startsWith);
  }

  boolean isEntryCode(String codeValue) {
    return entryCodes.stream().anyMatch(codeValue::startsWith);
  }

  boolean isOauth(String url) {
    return url.startsWith(oauthUrl);
  }
}
