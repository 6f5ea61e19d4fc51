package io.plusgate.app;

import io.plusgate.admin.AboutGateway;
import io.plusgate.admin.AdminApi;
import io.plusgate.admin.AdminHandler;
import io.plusgate.admin.Health;
import io.plusgate.config.ClientConfig;
import io.plusgate.http.Captures;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.store.Store;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;

/** Puts together what the admin listener serves. */
final class OperatorsDoor {
  private OperatorsDoor() {}

  static Handler<HttpServerRequest> of(
      Vertx vertx,
      AboutGateway about,
      Health health,
      GatewayMetrics metrics,
      Store store,
      Captures captures,
      Runnable queued,
      InstantSource clock) {
    var config = about.config();
    var clientIds = config.clients().stream().map(ClientConfig::clientId).toList();
    var api = new AdminApi(store, config.store().engine(), clientIds, clock);
    var level = new LogLevelForAWhile(vertx, config.log().level(), clock);
    return new AdminHandler(
        vertx, health, metrics, api, about, store, level, captures, queued, clock);
  }
}
