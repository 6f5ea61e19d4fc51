package io.plusgate.admin;

import io.plusgate.http.Problem;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.store.Store;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;

/** Health, metrics, and the deliveries that wait or are parked. */
public final class AdminHandler implements Handler<HttpServerRequest> {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Health health;
  private final GatewayMetrics metrics;
  private final DeliveriesApi deliveries;

  /**
   * @param queued a hint for whoever delivers that something may be due
   */
  public AdminHandler(
      Health health, GatewayMetrics metrics, Store store, Runnable queued, InstantSource clock) {
    this.health = health;
    this.metrics = metrics;
    this.deliveries = new DeliveriesApi(store, queued, clock);
  }

  @Override
  public void handle(HttpServerRequest request) {
    var response = request.response();
    if (HttpMethod.POST.equals(request.method()) && DeliveriesApi.isReplay(request.path())) {
      deliveries.replay(request);
      return;
    }
    if (!HttpMethod.GET.equals(request.method())) {
      String found = "method: " + request.method().name() + " (expected: GET)";
      new Problem(405, "method-not-allowed", "Read only", found).answer(response);
      return;
    }
    switch (request.path()) {
      case "/livez" -> say(response, true, "live");
      case "/readyz" -> say(response, health.isReady(), readiness());
      case "/startupz" -> say(response, health.isStarted(), readiness());
      case DeliveriesApi.PATH -> deliveries.list(request);
      case "/metrics" -> text(response, 200, PROMETHEUS, metrics.scrape());
      default ->
          new Problem(
                  404,
                  "not-found",
                  "No such address",
                  "Served here: /livez, /readyz, /startupz, /metrics, /api/v1/deliveries.")
              .answer(response);
    }
  }

  private String readiness() {
    return health.isReady() ? "ready" : "not ready\n" + String.join("\n", health.reasons());
  }

  private static void say(HttpServerResponse response, boolean yes, String text) {
    text(response, yes ? 200 : 503, "text/plain; charset=utf-8", text + "\n");
  }

  private static void text(HttpServerResponse response, int status, String type, String text) {
    response.setStatusCode(status).putHeader("Content-Type", type);
    response.putHeader("Cache-Control", "no-store");
    response.end(text).onFailure(gone -> {});
  }
}
