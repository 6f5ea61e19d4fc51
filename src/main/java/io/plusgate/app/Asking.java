package io.plusgate.app;

import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.StoreConfig.Engine;
import io.plusgate.http.AccessLog;
import io.plusgate.inquiry.AlipayPlusCalls;
import io.plusgate.inquiry.HandoverLoop;
import io.plusgate.inquiry.InquiryLoop;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** What the gateway does by itself towards Alipay+: asking, cancelling, handing over. */
final class Asking {
  /** Longer than a turn, an inquiry or a cancel and the room around them. */
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(15);

  private final InquiryLoop inquiries;
  private final HandoverLoop handovers;

  Asking(
      Vertx vertx,
      Context context,
      GatewayConfig config,
      Map<String, AlipayPlusClient> clients,
      Store store,
      GatewayMetrics metrics,
      AccessLog accessLog,
      InstantSource clock,
      String owner,
      Runnable queued) {
    var calls = new AlipayPlusCalls(clients, config.deadlines(), accessLog);
    var lease = lease(config.store().engine());
    inquiries =
        new InquiryLoop(
            vertx, context, store, calls, config.inquiry(), metrics, clock, owner, lease, queued);
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
    inquiries.start();
    handovers.start();
  }

  /** Completes when what is under way has ended. */
  Future<Void> stop() {
    return Future.join(inquiries.stop(), handovers.stop()).mapEmpty();
  }

  int stepsInFlight() {
    return inquiries.inFlight();
  }

  int handoversInFlight() {
    return handovers.inFlight();
  }

  private static Duration lease(Engine engine) {
    return engine.match(
        embedded -> SHORTEST_LEASE,
        postgreSql ->
            postgreSql.lease().compareTo(SHORTEST_LEASE) > 0 ? postgreSql.lease() : SHORTEST_LEASE);
  }
}
