package io.plusgate.app;

import io.plusgate.admin.Health;
import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.http.LastHeard;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.signature.ClientKeys;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The way to Alipay+ of each configured client, and what was last heard there. */
final class AlipayPlusClients {
  private final Vertx vertx;
  private final GatewayMetrics metrics;
  private final Health health;
  private final InstantSource clock;
  private final Map<String, LastHeard> heard = new ConcurrentHashMap<>();

  /**
   * @param health is told, for people, what was last heard of Alipay+, by client
   */
  AlipayPlusClients(Vertx vertx, GatewayMetrics metrics, Health health, InstantSource clock) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.health = health;
    this.clock = clock;
  }

  /** One instance of each for one event loop. */
  Map<String, AlipayPlusClient> forOneLoop(Generation inForce) {
    Map<String, AlipayPlusClient> clients = new HashMap<>();
    var config = inForce.config();
    for (var client : config.clients()) {
      String id = client.clientId();
      clients.put(
          id,
          inForce
              .connections()
              .keep(
                  new AlipayPlusClient(
                      vertx,
                      client,
                      ofConfigured(inForce.keys().get(id)),
                      metrics,
                      heard.computeIfAbsent(id, this::listened),
                      clock,
                      config.limits().bodyBytes())));
    }
    return clients;
  }

  private LastHeard listened(String clientId) {
    var last = new LastHeard();
    health.note("alipayplus " + clientId, last::words);
    return last;
  }

  private static ClientKeys ofConfigured(@Nullable ClientKeys found) {
    if (found == null) {
      throw new IllegalStateException("nothing loaded for a configured client");
    }
    return found;
  }
}
