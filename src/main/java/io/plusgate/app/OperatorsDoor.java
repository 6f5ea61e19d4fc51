package io.plusgate.app;

import io.plusgate.admin.AboutGateway;
import io.plusgate.admin.AdminApi;
import io.plusgate.admin.AdminHandler;
import io.plusgate.admin.Health;
import io.plusgate.admin.LogLevel;
import io.plusgate.admin.Reloading;
import io.plusgate.http.Captures;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.store.Store;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Puts together what the admin listener serves. */
final class OperatorsDoor {
  private OperatorsDoor() {}

  static Handler<HttpServerRequest> of(
      Vertx vertx,
      AboutGateway about,
      Supplier<List<String>> clientIds,
      Health health,
      GatewayMetrics metrics,
      Store store,
      Reloading reloading,
      LogLevel level,
      Captures captures,
      Runnable queued,
      InstantSource clock) {
    var api = new AdminApi(store, about.inForce().get().store().engine(), clientIds, clock);
    return new AdminHandler(
        vertx, health, metrics, api, about, store, reloading, level, captures, queued, clock);
  }
}
