package io.plusgate.outbound;

import io.plusgate.store.Handover;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a wallet's notifyPayment goes: to the {@code paymentNotifyUrl} of its payment where the
 * backend names it, because the specific one wins
 * (D/integration_cashier_mpp/notify_payment_result), else to the documented path.
 *
 * @param headers as a hand-over keeps them
 */
record NotifyPlace(Map<String, String> headers) {

  /** Nothing when the URL is none that can be called. */
  static Optional<NotifyPlace> of(@Nullable String notifyUrl, String documentedPath) {
    return notifyUrl == null
        ? Optional.of(new NotifyPlace(Map.of(Handover.PATH, documentedPath)))
        : parse(notifyUrl).map(NotifyPlace::at);
  }

  /** Its scheme and host, when the backend named it. */
  Optional<URI> host() {
    return Optional.ofNullable(headers.get(Handover.HOST)).map(URI::create);
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text)).filter(NotifyPlace::canBeCalled);
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static boolean canBeCalled(URI url) {
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    boolean plain = url.getRawUserInfo() == null && url.getRawFragment() == null;
    return web && plain && url.getHost() != null && !url.getRawPath().isEmpty();
  }

  /** The path is signed with its query, as it is called (protocol 1.2). */
  private static NotifyPlace at(URI url) {
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return new NotifyPlace(
        Map.of(
            Handover.HOST,
            url.getScheme() + "://" + url.getRawAuthority(),
            Handover.PATH,
            url.getRawPath() + query));
  }
}
