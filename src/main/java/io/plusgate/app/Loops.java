package io.plusgate.app;

import io.plusgate.backend.BackendClient;
import io.plusgate.config.GatewayConfig;
import io.plusgate.delivery.DeliveryLoop;
import io.plusgate.http.AccessLog;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.store.Store;
import io.plusgate.tracing.Tracing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * What the gateway does by itself: asking, cancelling, handing over, telling the backend. When the
 * configuration changes, new loops go on with it, and the ones before end what they have begun.
 */
final class Loops {
  private final Vertx vertx;
  private final AlipayPlusClients clients;
  private final Store store;
  private final GatewayMetrics metrics;
  private final AccessLog accessLog;
  private final Tracing tracing;
  private final InstantSource clock;
  private final Context towardsAlipayPlus;
  private final Context towardsBackend;
  private final String owner = UUID.randomUUID().toString();
  private Generation inForce;
  private Asking asking;
  private BackendClient backend;
  private volatile DeliveryLoop deliveries;
  private final List<Asking> replacedAskings = new CopyOnWriteArrayList<>();
  private final List<DeliveryLoop> replacedDeliveries = new CopyOnWriteArrayList<>();
  private boolean stopped;

  Loops(
      Vertx vertx,
      Generation first,
      AlipayPlusClients clients,
      Store store,
      GatewayMetrics metrics,
      AccessLog accessLog,
      Tracing tracing,
      InstantSource clock) {
    this.vertx = vertx;
    this.clients = clients;
    this.store = store;
    this.metrics = metrics;
    this.accessLog = accessLog;
    this.tracing = tracing;
    this.clock = clock;
    this.towardsAlipayPlus = vertx.getOrCreateContext();
    this.towardsBackend = vertx.getOrCreateContext();
    this.inForce = first;
    this.backend = backend(first);
    this.deliveries = deliveries(first, backend);
    this.asking = asking(first);
  }

  synchronized void start() {
    deliveries.start();
    asking.start();
  }

  /** Something for the backend may be due. */
  void wake() {
    deliveries.wake();
  }

  /** Whether the backend can be reached, in words. */
  String backendState() {
    return deliveries.backendState();
  }

  /** Goes on with this; a loop that it changes nothing for stays, with all it has learnt. */
  synchronized void turnTo(Generation next) {
    if (stopped) {
      return;
    }
    if (!deliversAlike(inForce.config(), next.config())) {
      end(deliveries, backend);
      backend = backend(next);
      deliveries = deliveries(next, backend);
      deliveries.start();
    }
    end(asking);
    asking = asking(next);
    asking.start();
    inForce = next;
  }

  /** Completes when what is under way has ended: with its verdict each lease is released. */
  synchronized Future<Void> stop() {
    stopped = true;
    return Future.join(
            Stream.concat(allAskings().map(Asking::stop), allDeliveries().map(DeliveryLoop::stop))
                .toList())
        .mapEmpty();
  }

  /** What is under way, e.g. {@code deliveries=2}. */
  synchronized String inFlight() {
    Map<String, Integer> underWay = new TreeMap<>();
    underWay.put("steps of payments", allAskings().mapToInt(Asking::stepsInFlight).sum());
    underWay.put("handovers", allAskings().mapToInt(Asking::handoversInFlight).sum());
    underWay.put("deliveries", allDeliveries().mapToInt(DeliveryLoop::inFlight).sum());
    return Words.of(underWay);
  }

  private void end(Asking before) {
    replacedAskings.add(before);
    before.stop().onComplete(idle -> replacedAskings.remove(before));
  }

  private void end(DeliveryLoop before, BackendClient its) {
    replacedDeliveries.add(before);
    before
        .stop()
        .compose(idle -> its.close(Duration.ZERO))
        .onComplete(closed -> replacedDeliveries.remove(before));
  }

  private Stream<Asking> allAskings() {
    return Stream.concat(replacedAskings.stream(), Stream.of(asking));
  }

  private Stream<DeliveryLoop> allDeliveries() {
    return Stream.concat(replacedDeliveries.stream(), Stream.of(deliveries));
  }

  private Asking asking(Generation by) {
    return new Asking(
        vertx,
        towardsAlipayPlus,
        by.config(),
        clients.forOneLoop(by),
        store,
        metrics,
        accessLog,
        clock,
        owner,
        this::wake);
  }

  private BackendClient backend(Generation by) {
    return new BackendClient(vertx, by.config().backend(), by.config().limits().bodyBytes());
  }

  private DeliveryLoop deliveries(Generation by, BackendClient backend) {
    var config = by.config();
    return new DeliveryLoop(
        vertx,
        towardsBackend,
        store,
        backend,
        config.backend(),
        config.delivery(),
        metrics,
        accessLog,
        tracing,
        clock,
        owner);
  }

  private static boolean deliversAlike(GatewayConfig one, GatewayConfig other) {
    return one.backend().equals(other.backend())
        && one.delivery().equals(other.delivery())
        && one.limits().bodyBytes() == other.limits().bodyBytes();
  }
}
