package io.plusgate.outbound;

import io.plusgate.alipayplus.Turn;
import io.plusgate.config.DeadlinesConfig;
import io.plusgate.config.LimitsConfig;
import io.plusgate.http.AccessLog;
import io.plusgate.http.Admission.Visit;
import io.plusgate.http.BodyTooLargeException;
import io.plusgate.http.Exchange;
import io.plusgate.http.FailureHandler;
import io.plusgate.http.NoRoomForBodyException;
import io.plusgate.http.PassedHeaders;
import io.plusgate.http.Problem;
import io.plusgate.http.RawBody;
import io.plusgate.http.Together;
import io.plusgate.http.TraceHeaders;
import io.plusgate.metrics.Outcome;
import io.plusgate.metrics.TurnedAway;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.protocol.Role;
import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code POST /aps/**}: reads and refuses; the flow does the rest. */
final class OutboundHandler implements Handler<HttpServerRequest> {
  private static final String APS = "/aps/";
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,6}");

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Role role;
  private final ClientChoice clients;
  private final DeadlinesConfig deadlines;
  private final LimitsConfig limits;
  private final OutboundRooms rooms;
  private final AccessLog accessLog;
  private final OutboundFlow flow;
  private final OutboundLint lint;
  private final Together<Answering> answers;

  OutboundHandler(
      Vertx vertx,
      Role role,
      ClientChoice clients,
      OutboundFlow flow,
      OutboundLint lint,
      DeadlinesConfig deadlines,
      LimitsConfig limits,
      OutboundRooms rooms,
      AccessLog accessLog) {
    this.answers = new Together<>(vertx);
    this.role = role;
    this.clients = clients;
    this.flow = flow;
    this.lint = lint;
    this.deadlines = deadlines;
    this.limits = limits;
    this.rooms = rooms;
    this.accessLog = accessLog;
  }

  @Override
  public void handle(HttpServerRequest request) {
    var exchange = accessLog.began(Direction.OUTBOUND, TraceHeaders.read(request.headers()));
    Optional<Problem> refusal = refuse(request);
    if (refusal.isPresent()) {
      refuse(request, refusal.get(), Outcome.REFUSED, exchange);
      return;
    }
    Api api = ApiCatalog.outbound(role, request.path());
    exchange.api(api.name()).clientId(clients.of(request));
    var admission = rooms.of(api);
    var visit = admission.enter(api.name(), deadlines.of(api));
    if (visit.isPresent()) {
      take(request, api, visit.get(), exchange);
    } else {
      var problem = admission.isClosed() ? Problems.draining() : Problems.overloaded();
      busy(request, problem, SOON, exchange);
    }
  }

  /** What can be said before a byte of the body was read. */
  private Optional<Problem> refuse(HttpServerRequest request) {
    String path = request.path();
    if (path == null || !path.startsWith(APS) || path.contains("/../") || request.query() != null) {
      return Optional.of(Problems.notFound());
    }
    if (!HttpMethod.POST.equals(request.method())) {
      return Optional.of(Problems.methodNotAllowed(request.method().name()));
    }
    return clients.refuse(request);
  }

  private void take(HttpServerRequest request, Api api, Visit visit, Exchange exchange) {
    RawBody.read(request, limits.bodyBytes(), visit)
        .compose(body -> accept(request, api, body, visit, exchange))
        .onFailure(failure -> fail(request, failure, exchange))
        .onComplete(ended -> visit.leave());
  }

  private Future<Void> accept(
      HttpServerRequest request, Api api, Buffer body, Visit visit, Exchange exchange) {
    byte[] bytes = body.getBytes();
    var call = call(request, api, body, MessageReader.read(bytes), exchange);
    var refusal = lint.look(api, call.clientId(), bytes, request.response());
    if (refusal.isPresent()) {
      refuse(request, refusal.get(), Outcome.REFUSED, exchange);
      return Future.succeededFuture();
    }
    return flow.enter(call)
        .compose(
            turn ->
                turn.match(
                    go -> send(request, call, go, exchange),
                    none -> turnAway(request, none, visit, exchange)));
  }

  /** It is the call's turn; what nobody waits for any more is not begun. */
  private Future<Void> send(
      HttpServerRequest request, OutboundCall call, Turn.Go turn, Exchange exchange) {
    if (request.response().closed()) {
      turn.leave();
      accessLog.ended(exchange.ended(Outcome.BROKEN, 0).reason("caller-gone"));
      return Future.succeededFuture();
    }
    return flow.run(call, turn.waited(), exchange)
        .onComplete(ended -> turn.leave())
        .compose(sent -> answer(request, sent, exchange));
  }

  private Future<Void> turnAway(
      HttpServerRequest request, Turn.None turn, Visit visit, Exchange exchange) {
    visit.turnedAway(turn.why());
    var problem =
        turn.why() == TurnedAway.BREAKER
            ? Problems.alipayPlusSilent()
            : Problems.overloaded("limits.queueTime: no turn towards Alipay+ in that time");
    busy(request, problem, turn.retryAfter(), exchange);
    return Future.succeededFuture();
  }

  private void busy(
      HttpServerRequest request, Problem problem, Duration retryAfter, Exchange exchange) {
    long seconds = retryAfter.plusMillis(999).toSeconds();
    request.response().putHeader("Retry-After", String.valueOf(seconds));
    refuse(request, problem, Outcome.OVERLOADED, exchange);
  }

  private OutboundCall call(
      HttpServerRequest request,
      Api api,
      Buffer body,
      Optional<Message> message,
      Exchange exchange) {
    message
        .flatMap(fields -> fields.paymentRequestId())
        .ifPresent(id -> exchange.paymentRequestId(id));
    exchange.bytesIn(body.length());
    var headers = PassedHeaders.towardsAlipayPlus(request.headers());
    return new OutboundCall(
        clients.of(request),
        api,
        request.path(),
        body,
        headers,
        patience(request),
        message,
        exchange.step().context());
  }

  private Future<Void> answer(
      HttpServerRequest request, OutboundFlow.Sent sent, Exchange exchange) {
    var answering = new Answering(request.response(), sent, exchange);
    answers.add(answering);
    return answering.ended.future();
  }

  /** How long the backend says that it waits; nothing when it says nothing readable. */
  private static Optional<Duration> patience(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(PlusgateHeader.DEADLINE_MS))
        .filter(text -> MILLIS.matcher(text).matches())
        .map(text -> Duration.ofMillis(Long.parseLong(text)));
  }

  private void fail(HttpServerRequest request, Throwable failure, Exchange exchange) {
    if (failure instanceof BodyTooLargeException tooLarge) {
      // The rest of the body is not read: the connection can't be used for another call.
      request.response().putHeader("Connection", "close");
      refuse(request, Problems.bodyTooLarge(tooLarge.detail()), Outcome.REFUSED, exchange);
    } else if (failure instanceof NoRoomForBodyException) {
      request.response().putHeader("Connection", "close");
      busy(request, Problems.overloaded(), SOON, exchange);
    } else if (failure instanceof StoreUnavailableException) {
      refuse(request, Problems.storeUnavailable(), Outcome.STORE_UNAVAILABLE, exchange);
    } else if (FailureHandler.isCallerGone(request, failure)) {
      accessLog.ended(exchange.ended(Outcome.BROKEN, 0).reason("caller-gone"));
    } else {
      FailureHandler.answer(request, failure);
      accessLog.ended(exchange.ended(Outcome.FAILED, 500));
    }
  }

  private void refuse(
      HttpServerRequest request, Problem problem, Outcome outcome, Exchange exchange) {
    problem.answer(request.response());
    accessLog.ended(exchange.ended(outcome, problem.status()).reason(problem.code()));
  }

  /** An answer that goes out with what else is answered in this turn of the event loop. */
  private final class Answering implements Together.TwoSteps {
    private final HttpServerResponse response;
    private final OutboundFlow.Sent sent;
    private final Exchange exchange;
    private final Promise<Void> ended = Promise.promise();
    private Future<Boolean> written = Future.succeededFuture(false);

    private Answering(HttpServerResponse response, OutboundFlow.Sent sent, Exchange exchange) {
      this.response = response;
      this.sent = sent;
      this.exchange = exchange;
    }

    /** Writes it. */
    @Override
    public void first() {
      written = sent.toBackend().write(response);
    }

    /** Logs it, and keeps what was learnt once it is out. */
    @Override
    public void second() {
      var body = sent.toBackend().body();
      accessLog.ended(exchange.bytesOut(body.length()), sent.call().body(), body);
      written.compose(backendKnows -> flow.ended(sent, backendKnows)).onComplete(ended);
    }

    @Override
    public void failed(RuntimeException bug) {
      ended.fail(bug);
    }
  }
}
