package io.plusgate.outbound;

import io.plusgate.alipayplus.AlipayPlusClient;
import io.plusgate.alipayplus.Answer;
import io.plusgate.alipayplus.Answer.Trusted;
import io.plusgate.alipayplus.Call;
import io.plusgate.config.DeadlinesConfig;
import io.plusgate.config.OutboundConfig;
import io.plusgate.config.OutboundConfig.WhenUnknown;
import io.plusgate.http.Exchange;
import io.plusgate.http.PassedHeaders;
import io.plusgate.http.Problem;
import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** The story of one outbound call: send it, then answer with what can be trusted. */
final class OutboundFlow {
  private final Map<String, AlipayPlusClient> clients;
  private final DeadlinesConfig deadlines;
  private final OutboundConfig config;

  OutboundFlow(
      Map<String, AlipayPlusClient> clients, DeadlinesConfig deadlines, OutboundConfig config) {
    this.clients = Map.copyOf(clients);
    this.deadlines = deadlines;
    this.config = config;
  }

  Future<BackendAnswer> run(OutboundCall call, Exchange exchange) {
    return send(call, exchange).map(answer -> answerBackend(answer, exchange));
  }

  private Future<Answer> send(OutboundCall call, Exchange exchange) {
    var deadline = deadlines.of(call.api());
    var client = clients.get(call.clientId());
    if (client == null) {
      throw new IllegalStateException("no client for an accepted call");
    }
    return client.call(
        new Call(call.api(), call.path(), call.body(), call.headers(), deadline), exchange);
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
