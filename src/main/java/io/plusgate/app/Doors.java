package io.plusgate.app;

import io.plusgate.backend.BackendClient;
import io.plusgate.config.LimitsConfig;
import io.plusgate.http.AccessLog;
import io.plusgate.http.LastHeard;
import io.plusgate.inbound.InboundHandler;
import io.plusgate.inbound.SingleFlight;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.outbound.BackendDoor;
import io.plusgate.outbound.Journal;
import io.plusgate.outbound.OutboundLint;
import io.plusgate.outbound.PaymentWaiters;
import io.plusgate.payment.Arbiter;
import io.plusgate.store.Store;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;

/**
 * What stands behind the doors of the backend and of Alipay+: handlers, of which each generation of
 * the configuration has its own, and what all generations share.
 */
final class Doors {
  private final Vertx vertx;
  private final AlipayPlusClients clients;
  private final Store store;
  private final Arbiter arbiter;
  private final GatewayMetrics metrics;
  private final AccessLog accessLog;
  private final InstantSource clock;
  private final Runnable queued;
  private final LastHeard relayed = new LastHeard();
  private final SingleFlight flights = new SingleFlight();
  private final PaymentWaiters waiters;
  private final Rooms rooms;
  private final OutboundLint lint;

  Doors(
      Vertx vertx,
      Rooms rooms,
      PaymentWaiters waiters,
      OutboundLint lint,
      AlipayPlusClients clients,
      Store store,
      Arbiter arbiter,
      GatewayMetrics metrics,
      AccessLog accessLog,
      InstantSource clock,
      Runnable queued) {
    this.vertx = vertx;
    this.clients = clients;
    this.store = store;
    this.arbiter = arbiter;
    this.metrics = metrics;
    this.accessLog = accessLog;
    this.clock = clock;
    this.queued = queued;
    this.rooms = rooms;
    this.waiters = waiters;
    this.lint = lint;
  }

  /** The backend's, for one event loop. */
  Handler<HttpServerRequest> outbound(Generation inForce) {
    var config = inForce.config();
    var journal =
        new Journal(
            store,
            arbiter,
            config.outbound().journal(),
            config.store().whenDown(),
            config.deadlines(),
            clock,
            queued);
    return new BackendDoor(
        vertx,
        config,
        clients.forBackend(inForce),
        rooms.fromBackend,
        accessLog,
        lint,
        store,
        journal,
        waiters,
        clock);
  }

  /** Alipay+'s, for one event loop. */
  Handler<HttpServerRequest> inbound(Generation inForce) {
    var config = inForce.config();
    var backend = new BackendClient(vertx, config.backend(), config.limits().bodyBytes());
    return new InboundHandler(
        vertx,
        config.role(),
        inForce.keys(),
        config.backend(),
        inForce.connections().keep(backend),
        relayed,
        flights,
        config.deadlines(),
        config.inbound(),
        config.limits(),
        rooms.fromAlipayPlus,
        accessLog,
        store,
        queued,
        metrics,
        clock);
  }

  /** What all generations share goes by this one from now on. */
  void turnTo(Generation next) {
    LimitsConfig limits = next.config().limits();
    waiters.limit(limits.waiters());
    rooms.limits(limits);
    lint.turnTo(next.config().lint());
  }

  /** How the calls to the backend go, in words. */
  String relayedState() {
    return relayed.words();
  }
}
