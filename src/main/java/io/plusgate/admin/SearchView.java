package io.plusgate.admin;

import io.plusgate.payment.PaymentKey;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryQuery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Page;
import io.plusgate.store.PageRequest;
import io.plusgate.store.PageRequest.Order;
import io.plusgate.store.PaymentHistory;
import io.plusgate.store.Recipient;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code GET /api/v1/search?id=}: everything that is called so. Payments are found by their
 * paymentRequestId at once, whatever client has it; deliveries by Webhook-Id or paymentRequestId
 * among a bounded number of those that are not done.
 */
final class SearchView {
  private static final int LONGEST = 256;

  private final Store store;
  private final Supplier<List<String>> clientIds;
  private final InstantSource clock;

  SearchView(Store store, Supplier<List<String>> clientIds, InstantSource clock) {
    this.store = store;
    this.clientIds = clientIds;
    this.clock = clock;
  }

  Future<ApiAnswer> find(MultiMap parameters) {
    String id = Asked.of(parameters, clock, Set.of("id")).text("id").map(String::strip).orElse("");
    if (id.isEmpty() || id.length() > LONGEST) {
      throw Asked.wrong("id", id.isEmpty() ? "absent" : id, "1 to " + LONGEST + " characters");
    }
    var payments =
        clientIds.get().stream()
            .map(client -> store.findPayment(new PaymentKey(client, id)))
            .toList();
    var pages =
        Stream.of(Recipient.values())
            .flatMap(
                to -> Stream.of(query(to, DeliveryState.PARKED), query(to, DeliveryState.WAITING)))
            .map(store::listDeliveries)
            .toList();
    return Future.all(Future.all(payments), Future.all(pages))
        .map(
            all ->
                ApiAnswer.of(
                    found(
                        id,
                        payments.stream().flatMap(look -> look.result().stream()).toList(),
                        pages.stream().map(Future::result).toList())));
  }

  private static DeliveryQuery query(Recipient recipient, DeliveryState state) {
    return DeliveryQuery.all(recipient, PageRequest.first(Asked.MOST, Order.NEWEST_FIRST))
        .in(state);
  }

  private static JsonObject found(
      String id, List<PaymentHistory> payments, List<Page<Delivery>> pages) {
    var histories = new JsonArray();
    payments.forEach(one -> histories.add(Rows.history(one)));
    var deliveries = new JsonArray();
    pages.stream()
        .flatMap(page -> page.items().stream())
        .filter(
            one ->
                one.webhookId().equals(id) || one.paymentRequestId().stream().anyMatch(id::equals))
        .forEach(one -> deliveries.add(Rows.delivery(one)));
    return new JsonObject()
        .put("id", id)
        .put("payments", histories)
        .put("deliveries", deliveries)
        .put("lookedAtAllDeliveries", pages.stream().allMatch(page -> page.next().isEmpty()));
  }
}
