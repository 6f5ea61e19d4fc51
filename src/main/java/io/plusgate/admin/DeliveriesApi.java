package io.plusgate.admin;

import io.plusgate.http.FailureHandler;
import io.plusgate.http.Problem;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryQuery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Page;
import io.plusgate.store.PageRequest;
import io.plusgate.store.Recipient;
import io.plusgate.store.ReplayAnswer;
import io.plusgate.store.Store;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /api/v1/deliveries?state=parked} and {@code POST /api/v1/deliveries/{id}/replay}. */
final class DeliveriesApi {
  static final String PATH = "/api/v1/deliveries";
  private static final String REPLAY = "/replay";
  private static final int PAGE = 100;

  private final Store store;
  private final Runnable queued;
  private final InstantSource clock;

  DeliveriesApi(Store store, Runnable queued, InstantSource clock) {
    this.store = store;
    this.queued = queued;
    this.clock = clock;
  }

  static boolean isReplay(String path) {
    return path.startsWith(PATH + "/") && path.endsWith(REPLAY);
  }

  void list(HttpServerRequest request) {
    String wanted = request.getParam("state");
    Optional<DeliveryState> state =
        Arrays.stream(DeliveryState.values())
            .filter(known -> wanted != null && known.name().equalsIgnoreCase(wanted))
            .findFirst();
    if (wanted != null && state.isEmpty()) {
      String found = "state: not a state (expected: waiting, parked or done)";
      new Problem(400, "bad-query", "No such state", found).answer(request.response());
      return;
    }
    String from = request.getParam("from");
    var page = new PageRequest(Optional.ofNullable(from), PAGE, PageRequest.Order.OLDEST_FIRST);
    var all = DeliveryQuery.all(Recipient.BACKEND, page);
    store
        .listDeliveries(state.map(all::in).orElse(all))
        .onSuccess(found -> json(request.response(), 200, json(found)))
        .onFailure(failure -> FailureHandler.answer(request, failure));
  }

  void replay(HttpServerRequest request) {
    String path = request.path();
    String id = path.substring(PATH.length() + 1, path.length() - REPLAY.length());
    store
        .replayDelivery(id, "admin api", clock.instant())
        .onSuccess(answer -> told(request.response(), answer))
        .onFailure(failure -> FailureHandler.answer(request, failure));
  }

  private void told(HttpServerResponse response, ReplayAnswer answer) {
    queued.run();
    int status =
        switch (answer) {
          case QUEUED, STILL_WAITING -> 202;
          case UNKNOWN -> 404;
          case PRUNED -> 410;
        };
    String word = answer.name().toLowerCase(Locale.ROOT).replace('_', '-');
    json(response, status, new JsonObject().put("answer", word));
  }

  private static JsonObject json(Page<Delivery> page) {
    var list = new JsonArray();
    page.items().forEach(delivery -> list.add(json(delivery)));
    var json = new JsonObject().put("deliveries", list);
    page.next().ifPresent(next -> json.put("next", next));
    return json;
  }

  private static JsonObject json(Delivery delivery) {
    return new JsonObject()
        .put("webhookId", delivery.webhookId())
        .put("clientId", delivery.clientId())
        .put("api", delivery.api())
        .put("event", delivery.event())
        .put("source", delivery.source())
        .put("paymentRequestId", delivery.paymentRequestId().orElse(null))
        .put("state", delivery.state().name().toLowerCase(Locale.ROOT))
        .put("queuedAt", delivery.queuedAt().toString())
        .put("nextAt", delivery.nextAt().toString())
        .put("attempts", delivery.attempts())
        .put("note", delivery.note())
        .put("replay", delivery.replay());
  }

  private static void json(HttpServerResponse response, int status, JsonObject body) {
    response.setStatusCode(status).putHeader("Content-Type", "application/json");
    response.end(body.toBuffer()).onFailure(gone -> {});
  }
}
