package io.plusgate.app;

import io.plusgate.admin.Health;
import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.alipayplus.Lane;
import io.plusgate.http.LastHeard;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.signature.ClientKeys;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The way to Alipay+ of each configured client, and what was last heard there. */
final class AlipayPlusClients {
  private final Vertx vertx;
  private final GatewayMetrics metrics;
  private final Health health;
  private final InstantSource clock;
  private final Map<String, LastHeard> heard = new ConcurrentHashMap<>();
  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private @Nullable Connections shown;

  /**
   * @param health is told, for people, what was last heard of Alipay+, by client
   */
  AlipayPlusClients(Vertx vertx, GatewayMetrics metrics, Health health, InstantSource clock) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.health = health;
    this.clock = clock;
    metrics
        .limits()
        .alipayPlus(
            () -> sum(Lane::limit),
            () -> sum(Lane::inside),
            () -> sum(Lane::waiting),
            () -> sum(lane -> lane.isClosed() ? 1 : 0));
  }

  /** One instance of each for one event loop that serves the backend. */
  Map<String, AlipayPlusClient> forBackend(Generation inForce) {
    var clients = forOneLoop(inForce);
    show(inForce, clients.values());
    return clients;
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
                      config.limits())));
    }
    return clients;
  }

  /** What is shown is the generation in force: the lanes of the one before only run out. */
  private synchronized void show(Generation inForce, Collection<AlipayPlusClient> clients) {
    if (shown != inForce.connections()) {
      shown = inForce.connections();
      lanes.clear();
    }
    clients.forEach(client -> lanes.add(client.lane()));
  }

  private long sum(ToIntFunction<Lane> number) {
    return lanes.stream().mapToInt(number).sum();
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
