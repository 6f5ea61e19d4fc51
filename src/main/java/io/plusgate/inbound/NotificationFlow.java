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
 * The story of a notification: hand it to the backend, acknowledge when the backend has it.
 *
 * <p>The acknowledgement means "received", whatever the payment's outcome (protocol 6.2). Until the
 * backend has it we answer U, so that Alipay+ sends it again.
 */
final class NotificationFlow {
  private final BackendCalls backend;

  NotificationFlow(BackendCalls backend) {
    this.backend = backend;
  }

  /** The bytes of the acknowledgement, to be signed. */
  Future<Buffer> run(VerifiedCall call, Exchange exchange) {
    return backend.forward(call).map(reply -> acknowledge(reply, exchange));
  }

  private static Buffer acknowledge(BackendReply reply, Exchange exchange) {
    return reply.match(
        replied ->
            hasTaken(replied)
                ? say(Result.SUCCESS, Outcome.VERIFIED, "", exchange)
                : say(
                    Result.UNKNOWN_EXCEPTION,
                    Outcome.BACKEND_UNAVAILABLE,
                    "backend_status_" + replied.status(),
                    exchange),
        unavailable ->
            say(
                Result.UNKNOWN_EXCEPTION,
                Outcome.BACKEND_UNAVAILABLE,
                unavailable.why(),
                exchange));
  }

  /** 2xx, and if the body is an Alipay+ result it must say S. */
  private static boolean hasTaken(Replied replied) {
    return replied.isSuccess()
        && ResultBody.read(replied.body().getBytes())
            .filter(result -> !result.isSuccess())
            .isEmpty();
  }

  private static Buffer say(Result result, Outcome outcome, String why, Exchange exchange) {
    exchange
        .ended(outcome, 200)
        .reason(why)
        .result(result.resultStatus().name(), result.resultCode());
    return Buffer.buffer(ResultBody.of(result));
  }
}
