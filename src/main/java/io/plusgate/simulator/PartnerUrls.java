package io.plusgate.simulator;

import java.net.URI;
import java.util.Optional;

/**
 * Where Alipay+ reaches a partner.
 *
 * @param notifyUrl the Notification URL of Developer Center: an acquirer's notifyPayment goes there
 *     when the pay request names none; its other APIs are taken to be siblings of it
 * @param walletBaseUrl what a wallet's APIs stand below, e.g. {@code …/pay}
 */
public record PartnerUrls(Optional<URI> notifyUrl, Optional<URI> walletBaseUrl) {
  public static PartnerUrls none() {
    return new PartnerUrls(Optional.empty(), Optional.empty());
  }

  public static PartnerUrls notifyAt(URI notifyUrl) {
    return new PartnerUrls(Optional.of(notifyUrl), Optional.empty());
  }

  public static PartnerUrls walletAt(URI walletBaseUrl) {
    return new PartnerUrls(Optional.empty(), Optional.of(walletBaseUrl));
  }

  /** Where this API of the partner is called, if we were told. */
  Optional<URI> of(String api) {
    if (walletBaseUrl.isPresent()) {
      String base = walletBaseUrl.get().toString();
      return Optional.of(URI.create(base.endsWith("/") ? base + api : base + "/" + api));
    }
    return api.equals("notifyPayment") ? notifyUrl : notifyUrl.map(url -> url.resolve(api));
  }
}
