package io.plusgate.inbound;

import io.plusgate.backend.BackendReply;
import io.plusgate.backend.BackendReply.Replied;
import io.plusgate.http.Exchange;
import io.plusgate.metrics.Outcome;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * The story of a call that needs the backend's answer now: forward it, sign what the backend says.
 *
 * <p>A backend that is down, slow or says no Alipay+ result makes the answer {@code U
 * UNKNOWN_EXCEPTION} (result-codes 4): Alipay+ then asks again; it never makes it S or F. A repeat
 * that comes while the first is still running waits for the same answer.
 */
final class RelayFlow {
  private final BackendCalls backend;
  private final SingleFlight flights;

  RelayFlow(BackendCalls backend, SingleFlight flights) {
    this.backend = backend;
    this.flights = flights;
  }

  /** The bytes to be signed. */
  Future<Buffer> run(VerifiedCall call, Exchange exchange) {
    return flights
        .run(call, () -> backend.forward(call, exchange.step()))
        .map(reply -> answer(reply, exchange));
  }

  private static Buffer answer(BackendReply reply, Exchange exchange) {
    return reply.match(
        replied -> pass(replied, exchange), unavailable -> unknown(unavailable.why(), exchange));
  }

  private static Buffer pass(Replied replied, Exchange exchange) {
    if (!replied.isSuccess()) {
      return unknown("backend_status_" + replied.status(), exchange);
    }
    return ResultBody.read(replied.body().getBytes())
        .map(result -> passed(result, replied.body(), exchange))
        .orElseGet(() -> unknown("backend_no_result", exchange));
  }

  private static Buffer passed(Result result, Buffer body, Exchange exchange) {
    exchange.ended(Outcome.VERIFIED, 200).result(result.resultStatus().name(), result.resultCode());
    return body;
  }

  private static Buffer unknown(String why, Exchange exchange) {
    var result = Result.UNKNOWN_EXCEPTION;
    var outcome =
        why.equals(BackendCalls.OVERLOADED) ? Outcome.OVERLOADED : Outcome.BACKEND_UNAVAILABLE;
    exchange
        .ended(outcome, 200)
        .reason(why)
        .result(result.resultStatus().name(), result.resultCode());
    return Buffer.buffer(ResultBody.of(result));
  }
}
