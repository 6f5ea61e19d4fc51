package io.plusgate.delivery;

import io.plusgate.backend.WebhookSignature;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.store.Delivery;
import io.plusgate.store.Payload;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Optional;

/** The headers of one attempt of a delivery: what it is about, and how the backend can check it. */
public final class DeliveryHeaders {
  private DeliveryHeaders() {}

  /**
   * Complete, but for host and length.
   *
   * @param signature absent where no secret is configured; then there is no signature header
   * @param now of this attempt, in the signature and in {@code Webhook-Timestamp}
   */
  public static MultiMap of(
      Delivery delivery, Payload payload, Optional<WebhookSignature> signature, Instant now) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    payload.headers().forEach(headers::set);
    headers
        .set(PlusgateHeader.WEBHOOK_ID, delivery.webhookId())
        .set(PlusgateHeader.EVENT, delivery.event())
        .set(PlusgateHeader.SOURCE, delivery.source())
        .set(PlusgateHeader.API, delivery.api())
        .set(PlusgateHeader.CLIENT_ID, delivery.clientId())
        .set(PlusgateHeader.ATTEMPT, String.valueOf(delivery.attempts()));
    delivery.paymentRequestId().ifPresent(id -> headers.set(PlusgateHeader.PAYMENT_REQUEST_ID, id));
    if (delivery.replay()) {
      headers.set(PlusgateHeader.REPLAY, "true");
    }
    long seconds = now.getEpochSecond();
    headers.set(PlusgateHeader.WEBHOOK_TIMESTAMP, String.valueOf(seconds));
    signature.ifPresent(
        secret ->
            headers.set(
                PlusgateHeader.WEBHOOK_SIGNATURE,
                secret.sign(delivery.webhookId(), seconds, payload.body())));
    return headers;
  }
}
