package io.plusgate.inbound;

import io.plusgate.backend.BackendClient;
import io.plusgate.config.BackendConfig;
import io.plusgate.config.DeadlinesConfig;
import io.plusgate.config.InboundConfig;
import io.plusgate.config.LimitsConfig;
import io.plusgate.config.RouteConfig;
import io.plusgate.http.AccessLog;
import io.plusgate.http.Admission.Visit;
import io.plusgate.http.BodyTooLargeException;
import io.plusgate.http.Exchange;
import io.plusgate.http.FailureHandler;
import io.plusgate.http.LastHeard;
import io.plusgate.http.NoRoomForBodyException;
import io.plusgate.http.RawBody;
import io.plusgate.http.Together;
import io.plusgate.http.TraceHeaders;
import io.plusgate.http.Turns;
import io.plusgate.inbound.SignedAnswers.Sealed;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.Outcome;
import io.plusgate.metrics.TurnedAway;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.ResultBody;
import io.plusgate.protocol.Role;
import io.plusgate.protocol.TraceContext;
import io.plusgate.signature.ClientKeys;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alipay+'s door: routes a call, has it verified, and signs whatever is answered. */
public final class InboundHandler implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(InboundHandler.class);

  private final Map<String, Route> routes;
  private final Gatekeeper gatekeeper;
  private final NotificationFlow notifications;
  private final RelayFlow relay;
  private final SignedAnswers answers;
  private final Together<Answering> together;
  private final InboundConfig config;
  private final LimitsConfig limits;
  private final InboundRooms rooms;
  private final AccessLog accessLog;

  /**
   * @param relayed how the calls to the backend go, and one for all event loops
   * @param flights one for all event loops
   */
  public InboundHandler(
      Vertx vertx,
      Role role,
      Map<String, ClientKeys> clients,
      BackendConfig backend,
      BackendClient backendClient,
      LastHeard relayed,
      SingleFlight flights,
      DeadlinesConfig deadlines,
      InboundConfig config,
      LimitsConfig limits,
      InboundRooms rooms,
      AccessLog accessLog,
      Store store,
      Runnable queued,
      GatewayMetrics metrics,
      InstantSource clock) {
    this.routes = routes(role, backend, deadlines);
    this.gatekeeper = new Gatekeeper(clients, config, metrics, clock);
    var turns = new Turns(vertx, backend::maxConnections);
    var calls = new BackendCalls(backendClient, turns, limits.queueTime(), relayed, config, clock);
    this.notifications = new NotificationFlow(store, queued, metrics, clock);
    this.relay = new RelayFlow(calls, flights);
    this.together = new Together<>(vertx);
    this.answers = new SignedAnswers(metrics, clock);
    this.config = config;
    this.limits = limits;
    this.rooms = rooms;
    this.accessLog = accessLog;
  }

  @Override
  public void handle(HttpServerRequest request) {
    var exchange = accessLog.began(Direction.INBOUND, TraceContext.NONE);
    Route route = routes.get(request.path());
    if (route == null) {
      refuse(
          request, request.path(), Refusal.unknownPath(config.unknownPathCode().name()), exchange);
      return;
    }
    exchange.api(route.api().name());
    Optional<Refusal> unfit = unfit(request);
    String path = route.signedPath().orElse(route.path());
    if (unfit.isPresent()) {
      refuse(request, path, unfit.get(), exchange);
      return;
    }
    var admission = rooms.of(route.api());
    var visit = admission.enter(route.api().name(), route.api().deadline());
    if (visit.isPresent()) {
      take(request, route, path, visit.get(), exchange);
    } else {
      refuse(
          request, path, Refusal.busy(admission.isClosed() ? "draining" : "overloaded"), exchange);
    }
  }

  private void take(
      HttpServerRequest request, Route route, String path, Visit visit, Exchange exchange) {
    RawBody.read(request, limits.bodyBytes(), visit)
        .compose(body -> judge(request, route, path, body, exchange))
        .onSuccess(judged -> count(exchange, visit))
        .onFailure(failure -> fail(request, path, failure, exchange))
        .onComplete(ended -> visit.leave());
  }

  private static void count(Exchange exchange, Visit visit) {
    if (exchange.outcome() == Outcome.OVERLOADED) {
      visit.turnedAway(TurnedAway.NO_TURN);
    }
  }

  private Future<Void> judge(
      HttpServerRequest request, Route route, String path, Buffer body, Exchange exchange) {
    exchange.bytesIn(body.length());
    return gatekeeper
        .verify(route, request, body, exchange)
        .match(
            taken -> run(taken.call(), request, exchange),
            refused -> turnAway(request, path, refused.refusal(), exchange));
  }

  private Future<Void> run(VerifiedCall call, HttpServerRequest request, Exchange exchange) {
    // Only now: an unverified caller must not choose the trace it appears in.
    var alipayPlus = TraceHeaders.read(call.headers());
    exchange.clientId(call.clientId()).step(exchange.step().within(alipayPlus));
    var story =
        call.route().api().notification()
            ? notifications.run(call, exchange)
            : relay.run(call, exchange);
    return story.compose(body -> answer(request, call, body, exchange));
  }

  private Future<Void> answer(
      HttpServerRequest request, VerifiedCall call, Buffer body, Exchange exchange) {
    var keys = gatekeeper.keysFor(request);
    var answering =
        new Answering(answers, keys, accessLog, request.response(), call, body, exchange);
    together.add(answering);
    return answering.ended();
  }

  private Future<Void> turnAway(
      HttpServerRequest request, String path, Refusal refusal, Exchange exchange) {
    refuse(request, path, refusal, exchange);
    return Future.succeededFuture();
  }

  private static Optional<Refusal> unfit(HttpServerRequest request) {
    if (!HttpMethod.POST.equals(request.method())) {
      return Optional.of(Refusal.notPost());
    }
    String type = request.getHeader("Content-Type");
    // The samples always carry it, but the documents do not require it (README, contradiction 21).
    boolean json = type == null || type.toLowerCase(Locale.ROOT).startsWith("application/json");
    return json ? Optional.empty() : Optional.of(Refusal.mediaType());
  }

  private void fail(HttpServerRequest request, String path, Throwable failure, Exchange exchange) {
    if (failure instanceof BodyTooLargeException) {
      request.response().putHeader("Connection", "close");
      var tooLarge = Refusal.illegal("body_too_large", "The body is too large.");
      refuse(request, path, tooLarge, exchange);
    } else if (failure instanceof NoRoomForBodyException) {
      request.response().putHeader("Connection", "close");
      refuse(request, path, Refusal.busy("overloaded"), exchange);
    } else if (FailureHandler.isCallerGone(request, failure)) {
      accessLog.ended(exchange.ended(Outcome.BROKEN, 0).reason("caller_gone"));
    } else {
      LOG.error("inbound call failed by a bug of ours api={}", exchange.api(), failure);
      refuse(request, path, Refusal.busy("internal_error"), exchange.ended(Outcome.FAILED, 200));
    }
  }

  private void refuse(HttpServerRequest request, String path, Refusal refusal, Exchange exchange) {
    exchange
        .ended(refusal.outcome(), config.refusalStatus())
        .reason(refusal.reason())
        .result(refusal.result().resultStatus().name(), refusal.result().resultCode());
    var response = request.response();
    if (SignedAnswers.isAwaited(response)) {
      var sealed = refused(request, path, refusal, exchange);
      answers.send(response, sealed, exchange).onFailure(gone -> {});
    }
    accessLog.ended(exchange);
  }

  private Sealed refused(
      HttpServerRequest request, String path, Refusal refusal, Exchange exchange) {
    var keys = gatekeeper.keysFor(request);
    int status = config.refusalStatus();
    var body = Buffer.buffer(ResultBody.of(refusal.result()));
    // Of paths that callers make up nothing is remembered.
    return routes.containsKey(request.path())
        ? answers.sealRepeated(keys, path, status, body, exchange)
        : answers.seal(keys, path, status, body, exchange);
  }

  private static Map<String, Route> routes(
      Role role, BackendConfig backend, DeadlinesConfig deadlines) {
    Map<String, Route> routes = new HashMap<>();
    for (RouteConfig route : backend.routes()) {
      Api api =
          ApiCatalog.inbound(role, route.api())
              .orElseThrow(() -> new IllegalStateException("unchecked route: " + route.api()));
      var timed = api.withDeadline(deadlines.of(api));
      routes.put(
          route.path(),
          new Route(route.path(), timed, route.to(), route.signedPath(), route.clientId()));
    }
    return Map.copyOf(routes);
  }
}
