package io.plusgate.outbound;

import io.plusgate.config.AlipayPlusConfig;
import io.plusgate.config.DeadlinesConfig;
import io.plusgate.config.LimitsConfig;
import io.plusgate.http.AccessLog;
import io.plusgate.http.Admission;
import io.plusgate.http.BodyTooLargeException;
import io.plusgate.http.Exchange;
import io.plusgate.http.FailureHandler;
import io.plusgate.http.NoRoomForBodyException;
import io.plusgate.http.Problem;
import io.plusgate.http.RawBody;
import io.plusgate.http.TraceHeaders;
import io.plusgate.metrics.Outcome;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Message;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.protocol.ResultStatus;
import io.plusgate.protocol.Role;
import io.plusgate.store.Digest;
import io.plusgate.store.Handover;
import io.plusgate.store.Payload;
import io.plusgate.store.Receipt;
import io.plusgate.store.Store;
import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Takes a wallet's notifyPayment for guaranteed delivery: 202 means that it is on disk and is sent
 * until Alipay+ accepts it. A repeat is 202 too and is not sent twice.
 */
final class HandoverHandler {
  /** No documented id is longer (protocol 3.1). */
  private static final int LONGEST_ID = 64;

  private static final Api NOTIFY =
      ApiCatalog.find(Role.MPP, Direction.OUTBOUND, ApiCatalog.NOTIFY_PAYMENT).orElseThrow();

  /** What must be the same on a repeat, beside the outcome (D/api_mpp/idempotency). */
  private static final List<String> FIXED =
      List.of(
          "paymentResult.resultCode",
          "paymentAmount.value",
          "paymentAmount.currency",
          "payToAmount.value",
          "payToAmount.currency",
          "customsDeclarationAmount.value",
          "customsDeclarationAmount.currency",
          "paymentId",
          "customerId");

  private static final int ACCEPTED = 202;
  private static final int FAILED = 500;

  private final Function<String, AlipayPlusConfig> alipayPlus;
  private final Store store;
  private final OutboundLint lint;
  private final LimitsConfig limits;
  private final DeadlinesConfig deadlines;
  private final Admission room;
  private final AccessLog accessLog;
  private final InstantSource clock;

  /**
   * @param alipayPlus of a configured client, by Client-Id
   */
  HandoverHandler(
      Function<String, AlipayPlusConfig> alipayPlus,
      Store store,
      OutboundLint lint,
      DeadlinesConfig deadlines,
      LimitsConfig limits,
      Admission room,
      AccessLog accessLog,
      InstantSource clock) {
    this.alipayPlus = alipayPlus;
    this.store = store;
    this.lint = lint;
    this.deadlines = deadlines;
    this.limits = limits;
    this.room = room;
    this.accessLog = accessLog;
    this.clock = clock;
  }

  void handle(HttpServerRequest request, String clientId) {
    var place = NotifyPlace.of(request.getHeader(PlusgateHeader.NOTIFY_URL), NOTIFY.path());
    var exchange =
        accessLog
            .beganAside(Direction.OUTBOUND, TraceHeaders.read(request.headers()))
            .api(NOTIFY.name())
            .clientId(clientId);
    var visit = room.enter(NOTIFY.name(), deadlines.of(NOTIFY));
    if (visit.isEmpty()) {
      var problem = room.isClosed() ? Problems.draining() : Problems.overloaded();
      turnAway(request, problem, exchange);
      return;
    }
    RawBody.read(request, limits.bodyBytes(), visit.get())
        .compose(
            body ->
                place
                    .map(to -> take(request, clientId, to, body.getBytes(), exchange))
                    .orElseGet(() -> answer(Problems.handoverNotifyUrl())))
        .onSuccess(answer -> write(answer, request, exchange))
        .onFailure(failure -> fail(failure, request, exchange))
        .onComplete(ended -> visit.get().leave());
  }

  private void write(BackendAnswer answer, HttpServerRequest request, Exchange exchange) {
    answer.write(request.response());
    var outcome = answer.status() == ACCEPTED ? Outcome.VERIFIED : Outcome.REFUSED;
    accessLog.endedAside(exchange.bytesOut(answer.body().length()).ended(outcome, answer.status()));
  }

  /** Nothing was written down. */
  private void fail(Throwable failure, HttpServerRequest request, Exchange exchange) {
    if (failure instanceof BodyTooLargeException tooLarge) {
      closeAfterwards(request);
      refuse(request, Problems.bodyTooLarge(tooLarge.detail()), Outcome.REFUSED, exchange);
    } else if (failure instanceof NoRoomForBodyException) {
      closeAfterwards(request);
      turnAway(request, Problems.overloaded(), exchange);
    } else if (failure instanceof StoreUnavailableException) {
      refuse(request, Problems.storeUnavailable(), Outcome.STORE_UNAVAILABLE, exchange);
    } else if (FailureHandler.isCallerGone(request, failure)) {
      accessLog.endedAside(exchange.ended(Outcome.BROKEN, 0).reason("caller-gone"));
    } else {
      FailureHandler.answer(request, failure);
      accessLog.endedAside(exchange.ended(Outcome.FAILED, FAILED));
    }
  }

  /** The rest of the body is not read: the connection can't be used for another call. */
  private static void closeAfterwards(HttpServerRequest request) {
    request.response().putHeader("Connection", "close");
  }

  private void turnAway(HttpServerRequest request, Problem problem, Exchange exchange) {
    request.response().putHeader("Retry-After", BackendAnswer.SOON);
    refuse(request, problem, Outcome.OVERLOADED, exchange);
  }

  private void refuse(
      HttpServerRequest request, Problem problem, Outcome outcome, Exchange exchange) {
    problem.answer(request.response());
    accessLog.endedAside(exchange.ended(outcome, problem.status()).reason(problem.code()));
  }

  private Future<BackendAnswer> take(
      HttpServerRequest request, String clientId, NotifyPlace to, byte[] body, Exchange exchange) {
    var strange = to.host().filter(host -> !alipayPlus.apply(clientId).mayNotify(host));
    if (strange.isPresent()) {
      return answer(Problems.handoverNotifyHost(strange.get()));
    }
    var refusal = lint.look(NOTIFY, clientId, body, request.response());
    if (refusal.isPresent()) {
      return answer(refusal.get());
    }
    exchange.bytesIn(body.length);
    return MessageReader.read(body)
        .flatMap(message -> handover(clientId, to, message, body, exchange))
        .map(this::record)
        .orElseGet(() -> answer(Problems.handoverIncomplete()));
  }

  private static Future<BackendAnswer> answer(Problem problem) {
    return Future.succeededFuture(BackendAnswer.of(problem));
  }

  private Future<BackendAnswer> record(Handover handover) {
    return store
        .recordHandover(handover)
        .map(
            receipt ->
                receipt == Receipt.CONTRADICTION
                    ? BackendAnswer.of(Problems.handoverContradiction())
                    : accepted(receipt));
  }

  private Optional<Handover> handover(
      String clientId, NotifyPlace to, Message message, byte[] body, Exchange exchange) {
    var id = message.paymentRequestId().filter(one -> !one.isEmpty() && one.length() <= LONGEST_ID);
    var outcome = message.paymentResult().filter(result -> result.resultStatus() != ResultStatus.U);
    if (id.isEmpty() || outcome.isEmpty()) {
      return Optional.empty();
    }
    exchange.paymentRequestId(id.get());
    var fixed = FIXED.stream().map(field -> message.text(field).orElse(""));
    var outcomeAndFixed = Stream.concat(Stream.of(outcome.get().resultStatus().name()), fixed);
    var content = Digest.of(outcomeAndFixed.toArray(String[]::new));
    var payload = new Payload(body, to.headers()).after(exchange.step().context());
    return Optional.of(
        new Handover(clientId, NOTIFY.name(), id.get(), content, id, payload, clock.instant()));
  }

  private static BackendAnswer accepted(Receipt receipt) {
    var json = new JsonObject().put("receipt", receipt.name().toLowerCase(Locale.ROOT));
    return BackendAnswer.json(ACCEPTED, json);
  }
}
