package io.plusgate.admin;

import io.plusgate.payment.Payment;
import io.plusgate.store.Delivery;
import io.plusgate.store.Page;
import io.plusgate.store.PaymentHistory;
import io.plusgate.store.TimelineEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** The store's records in the JSON of docs/admin-api.md; never a body. */
final class Rows {
  private Rows() {}

  static <T> JsonObject page(String name, Page<T> page, Function<T, JsonObject> row) {
    var list = new JsonArray();
    page.items().forEach(item -> list.add(row.apply(item)));
    var json = new JsonObject().put(name, list);
    page.next().ifPresent(next -> json.put("next", next));
    return json;
  }

  static JsonObject payment(Payment payment) {
    var json =
        new JsonObject()
            .put("paymentRequestId", payment.key().paymentRequestId())
            .put("clientId", payment.key().clientId())
            .put("phase", Asked.word(payment.phase()))
            .put("source", payment.source())
            .put("since", payment.since().toString())
            .put("openedAt", payment.openedAt().toString())
            .put("sentUntil", payment.sentUntil().toString())
            .put("product", payment.product())
            .put("attempts", payment.attempts())
            .put("cancelAsked", payment.cancelAsked());
    payment
        .next()
        .ifPresent(
            next ->
                json.put("nextStep", Asked.word(next.kind()))
                    .put("nextInquiryAt", next.at().toString()));
    if (!payment.contradiction().isEmpty()) {
      json.put("contradiction", payment.contradiction());
    }
    payment
        .amount()
        .ifPresent(
            amount ->
                json.put(
                    "amount",
                    new JsonObject()
                        .put("value", String.valueOf(amount.value()))
                        .put("currency", amount.currency())));
    return json;
  }

  static JsonObject history(PaymentHistory history) {
    var events = new JsonArray();
    history.events().forEach(event -> events.add(event(event)));
    return payment(history.payment()).put("events", events);
  }

  static JsonObject delivery(Delivery delivery) {
    var json =
        new JsonObject()
            .put("webhookId", delivery.webhookId())
            .put("recipient", Asked.word(delivery.recipient()))
            .put("clientId", delivery.clientId())
            .put("api", delivery.api())
            .put("event", delivery.event())
            .put("source", delivery.source());
    delivery.paymentRequestId().ifPresent(id -> json.put("paymentRequestId", id));
    return json.put("state", Asked.word(delivery.state()))
        .put("queuedAt", delivery.queuedAt().toString())
        .put("nextAt", delivery.nextAt().toString())
        .put("attempts", delivery.attempts())
        .put("note", delivery.note())
        .put("replay", delivery.replay());
  }

  private static JsonObject event(TimelineEvent event) {
    return new JsonObject()
        .put("at", event.at().toString())
        .put("what", event.what())
        .put("source", event.source())
        .put("phase", Asked.word(event.phase()));
  }
}
