package io.plusgate.doctor;

import io.plusgate.protocol.ApiCatalog;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Payload;
import io.plusgate.store.Recipient;
import java.time.Instant;
import java.util.Optional;

/** One event as the gateway would bring it: the first attempt, a repeat, or a replay. */
record TrialEvent(Delivery delivery, Payload payload) {
  private static final String OUR_KEY = "1";

  static TrialEvent of(
      String webhookId,
      String clientId,
      String event,
      String paymentRequestId,
      byte[] body,
      Instant queuedAt) {
    var delivery =
        new Delivery(
            webhookId,
            Recipient.BACKEND,
            clientId,
            ApiCatalog.NOTIFY_PAYMENT,
            event,
            ApiCatalog.NOTIFY_PAYMENT,
            Optional.of(paymentRequestId),
            queuedAt,
            DeliveryState.WAITING,
            1,
            queuedAt,
            "",
            false);
    return new TrialEvent(delivery, Payload.verified(body, OUR_KEY));
  }

  TrialEvent attempt(int number) {
    return with(number, delivery.replay());
  }

  TrialEvent replayed() {
    return with(1, true);
  }

  private TrialEvent with(int attempts, boolean replay) {
    var d = delivery;
    return new TrialEvent(
        new Delivery(
            d.webhookId(),
            d.recipient(),
            d.clientId(),
            d.api(),
            d.event(),
            d.source(),
            d.paymentRequestId(),
            d.queuedAt(),
            d.state(),
            attempts,
            d.nextAt(),
            d.note(),
            replay),
        payload);
  }
}
