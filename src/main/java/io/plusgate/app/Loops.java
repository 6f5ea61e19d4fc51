package io.plusgate.app;

import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.StoreConfig.Engine;
import io.plusgate.delivery.DeliveryLoop;
import io.plusgate.http.AccessLog;
import io.plusgate.inquiry.AlipayPlusCalls;
import io.plusgate.inquiry.HandoverLoop;
import io.plusgate.inquiry.InquiryLoop;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** What the gateway does by itself: asking, cancelling, handing over, telling the backend. */
final class Loops {
  /** Longer than a turn, an inquiry or a cancel and the room around them. */
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(15);

  private final DeliveryLoop deliveries;
  private final InquiryLoop inquiries;
  private final HandoverLoop handovers;

  Loops(
      Vertx vertx,
      GatewayConfig config,
      Map<String, AlipayPlusClient> clients,
      Store store,
      GatewayMetrics metrics,
      AccessLog accessLog,
      InstantSource clock,
      String owner,
      DeliveryLoop deliveries) {
    this.deliveries = deliveries;
    var context = vertx.getOrCreateContext();
    var calls = new AlipayPlusCalls(clients, config.deadlines(), accessLog);
    var lease = lease(config.store().engine());
    inquiries =
        new InquiryLoop(
            vertx,
            context,
            store,
            calls,
            config.inquiry(),
            metrics,
            clock,
            owner,
            lease,
            deliveries::wake);
    handovers =
        new HandoverLoop(
            vertx,
            context,
            store,
            calls,
            config.handover(),
            metrics,
            accessLog,
            clock,
            owner,
            lease);
  }

  void start() {
    deliveries.start();
    inquiries.start();
    handovers.start();
  }

  /** Completes when what is under way has ended: with its verdict each lease is released. */
  Future<Void> stop() {
    return Future.join(inquiries.stop(), handovers.stop(), deliveries.stop()).mapEmpty();
  }

  /** What is under way, e.g. {@code deliveries=2}. */
  String inFlight() {
    Map<String, Integer> underWay = new TreeMap<>();
    underWay.put("steps of payments", inquiries.inFlight());
    underWay.put("handovers", handovers.inFlight());
    underWay.put("deliveries", deliveries.inFlight());
    return Words.of(underWay);
  }

  private static Duration lease(Engine engine) {
    return engine.match(
        embedded -> SHORTEST_LEASE,
        postgreSql ->
            postgreSql.lease().compareTo(SHORTEST_LEASE) > 0 ? postgreSql.lease() : SHORTEST_LEASE);
  }
}
