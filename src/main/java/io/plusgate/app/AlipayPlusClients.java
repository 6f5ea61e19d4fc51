package io.plusgate.app;

import io.plusgate.admin.Health;
import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.config.GatewayConfig;
import io.plusgate.http.LastHeard;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.signature.ClientKeys;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to Alipay+ of each configured client, and what was last heard there. */
final class AlipayPlusClients {
  private final Vertx vertx;
  private final GatewayConfig config;
  private final Map<String, ClientKeys> keys;
  private final GatewayMetrics metrics;
  private final InstantSource clock;
  private final Map<String, LastHeard> heard = new LinkedHashMap<>();

  AlipayPlusClients(
      Vertx vertx,
      GatewayConfig config,
      Map<String, ClientKeys> keys,
      GatewayMetrics metrics,
      InstantSource clock) {
    this.vertx = vertx;
    this.config = config;
    this.keys = keys;
    this.metrics = metrics;
    this.clock = clock;
    config.clients().forEach(client -> heard.put(client.clientId(), new LastHeard()));
  }

  /** One instance of each for one event loop. */
  Map<String, AlipayPlusClient> forOneLoop() {
    Map<String, AlipayPlusClient> clients = new HashMap<>();
    int limit = config.limits().bodyBytes();
    for (var client : config.clients()) {
      String id = client.clientId();
      clients.put(
          id,
          new AlipayPlusClient(
              vertx,
              client,
              ofConfigured(keys.get(id)),
              metrics,
              ofConfigured(heard.get(id)),
              clock,
              limit));
    }
    return clients;
  }

  /** For people: what was last heard of Alipay+, by client. */
  void noteIn(Health health) {
    heard.forEach((id, last) -> health.note("alipayplus " + id, last::words));
  }

  private static <T> T ofConfigured(@Nullable T found) {
    if (found == null) {
      throw new IllegalStateException("nothing loaded for a configured client");
    }
    return found;
  }
}
