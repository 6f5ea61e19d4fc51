package io.plusgate.admin;

import io.plusgate.store.DeliveryQuery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.Set;

/** {@code GET /api/v1/deliveries}: what waits, is parked or is done, the oldest first. */
final class DeliveriesView {
  private static final Set<String> KNOWN =
      Set.of("state", "event", "since", "recipient", "limit", "after");

  private final Store store;
  private final InstantSource clock;

  DeliveriesView(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  Future<ApiAnswer> list(MultiMap parameters) {
    return store
        .listDeliveries(query(Asked.of(parameters, clock, KNOWN)))
        .map(page -> ApiAnswer.of(Rows.page("deliveries", page, Rows::delivery)));
  }

  private static DeliveryQuery query(Asked asked) {
    return new DeliveryQuery(
        asked.choice("recipient", Recipient.values()).orElse(Recipient.BACKEND),
        asked.choice("state", DeliveryState.values()),
        asked.text("event"),
        asked.time("since"),
        asked.page(asked.text("after")));
  }
}
