package io.plusgate.outbound;

import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.alipayplus.Answer;
import io.plusgate.alipayplus.Answer.Trusted;
import io.plusgate.alipayplus.Call;
import io.plusgate.alipayplus.Turn;
import io.plusgate.config.DeadlinesConfig;
import io.plusgate.config.OutboundConfig;
import io.plusgate.config.OutboundConfig.WhenUnknown;
import io.plusgate.crash.PaymentCrashPoint;
import io.plusgate.http.Exchange;
import io.plusgate.http.PassedHeaders;
import io.plusgate.http.Problem;
import io.plusgate.http.Turns;
import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The story of one outbound call: write it down, send it, answer with what can be trusted, keep
 * what was learnt.
 *
 * <p>The answer is kept after it was written to the backend, never before: a crash in between
 * leaves the payment open, and its result is found out and delivered; the other way round it would
 * be known here and nowhere else.
 */
final class OutboundFlow {
  private final Vertx vertx;
  private final Map<String, AlipayPlusClient> clients;
  private final DeadlinesConfig deadlines;
  private final OutboundConfig config;
  private final Journal journal;
  private final BooleanSupplier ending;
  private final Duration queueTime;

  /**
   * @param queueTime the longest that a call waits for its turn
   * @param ending whether the gateway stops: a call then waits for its answer, but is not repeated
   */
  OutboundFlow(
      Vertx vertx,
      Map<String, AlipayPlusClient> clients,
      DeadlinesConfig deadlines,
      OutboundConfig config,
      Journal journal,
      Duration queueTime,
      BooleanSupplier ending) {
    this.vertx = vertx;
    this.journal = journal;
    this.queueTime = queueTime;
    this.ending = ending;
    this.clients = Map.copyOf(clients);
    this.deadlines = deadlines;
    this.config = config;
  }

  /**
   * Its turn on the way to Alipay+, or why it gets none; nothing is written down before, so a call
   * that gets none was not made.
   */
  Future<Turn> enter(OutboundCall call) {
    if (call.api().closesPayments()) {
      return Future.succeededFuture(new Turn.Go(Duration.ZERO, () -> {}));
    }
    var deadline = deadlines.of(call.api());
    var time = call.patience().filter(told -> told.compareTo(deadline) < 0).orElse(deadline);
    return clientOf(call).lane().enter(Turns.patience(time, queueTime));
  }

  /**
   * Sends it. What must be known before is on disk by then; a call that could not be written down
   * is not sent and its future fails.
   *
   * @param waited how much of the call's time is gone
   */
  Future<Sent> run(OutboundCall call, Duration waited, Exchange exchange) {
    var written = journal.before(call).onSuccess(onDisk -> PaymentCrashPoint.JOURNALED.passed());
    return send(call, written, waited, exchange).map(answer -> answered(call, answer, exchange));
  }

  /** Keeps what was learnt, once the backend has its answer. */
  Future<Void> ended(Sent sent, boolean backendKnows) {
    PaymentCrashPoint.TOLD.passed();
    return journal.after(sent.call(), sent.answer(), backendKnows);
  }

  /** One call whose answer is there, or will never be. */
  record Sent(OutboundCall call, Answer answer, BackendAnswer toBackend) {}

  private Sent answered(OutboundCall call, Answer answer, Exchange exchange) {
    PaymentCrashPoint.REPLIED.passed();
    return new Sent(call, answer, answerBackend(answer, exchange));
  }

  private Future<Answer> send(
      OutboundCall call, Future<Void> written, Duration waited, Exchange exchange) {
    var deadline = deadlines.of(call.api()).minus(waited);
    if (!call.api().is(ApiCatalog.REFUND)) {
      return attempt(call, written, deadline, exchange);
    }
    var patience = call.patience().map(all -> all.minus(waited)).orElse(deadline);
    return new RefundRepeats(
            vertx, within -> attempt(call, written, within, exchange), deadline, patience, ending)
        .run();
  }

  private Future<Answer> attempt(
      OutboundCall call, Future<Void> written, Duration within, Exchange exchange) {
    var attempt = new Call(call.api(), call.path(), call.body(), call.headers(), within);
    return clientOf(call).callWhenWritten(written, attempt, exchange);
  }

  private AlipayPlusClient clientOf(OutboundCall call) {
    var client = clients.get(call.clientId());
    if (client == null) {
      throw new IllegalStateException("no client for an accepted call");
    }
    return client;
  }

  private BackendAnswer answerBackend(Answer answer, Exchange exchange) {
    BackendAnswer backendAnswer =
        answer.match(
            trusted -> passOn(trusted, exchange),
            untrusted -> unknown(Problems.untrusted(untrusted), exchange),
            silent -> unknown(Problems.silent(silent), exchange));
    exchange.ended(answer.outcome(), backendAnswer.status());
    return backendAnswer;
  }

  /** Alipay+'s own status, headers and bytes. */
  private static BackendAnswer passOn(Trusted answer, Exchange exchange) {
    answer
        .message()
        .flatMap(message -> message.result())
        .ifPresent(result -> exchange.result(result.resultStatus().name(), result.resultCode()));
    MultiMap headers =
        PassedHeaders.answerToBackend(answer.headers())
            .set(PlusgateHeader.VERIFIED, "keyVersion=" + answer.keyVersion());
    return new BackendAnswer(answer.status(), headers, answer.body());
  }

  /** A problem, or for backends that only read Alipay+ results a local U: never S, never F. */
  private BackendAnswer unknown(Problem problem, Exchange exchange) {
    exchange.reason(problem.code());
    if (config.whenUnknown() == WhenUnknown.PROBLEM) {
      return BackendAnswer.of(problem);
    }
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .set("Content-Type", AlipayHeader.JSON)
            .set(PlusgateHeader.LOCAL_ANSWER, "true");
    var body = Buffer.buffer(ResultBody.of(Result.UNKNOWN_EXCEPTION));
    return new BackendAnswer(200, headers, body);
  }
}
