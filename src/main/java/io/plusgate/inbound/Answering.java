package io.plusgate.inbound;

import io.plusgate.crash.CrashPoint;
import io.plusgate.http.AccessLog;
import io.plusgate.http.Exchange;
import io.plusgate.http.Together;
import io.plusgate.inbound.SignedAnswers.Sealed;
import io.plusgate.signature.ClientKeys;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** The answer to a verified call: signed, and sent with what else its event loop answers now. */
final class Answering implements Together.TwoSteps {
  private static final int OK = 200;

  private final SignedAnswers answers;
  private final ClientKeys keys;
  private final AccessLog accessLog;
  private final HttpServerResponse response;
  private final VerifiedCall call;
  private final Buffer body;
  private final Exchange exchange;
  private final boolean acknowledges;
  private final Promise<Void> ended = Promise.promise();
  private Optional<Sealed> sealed = Optional.empty();

  Answering(
      SignedAnswers answers,
      ClientKeys keys,
      AccessLog accessLog,
      HttpServerResponse response,
      VerifiedCall call,
      Buffer body,
      Exchange exchange) {
    this.answers = answers;
    this.keys = keys;
    this.accessLog = accessLog;
    this.response = response;
    this.call = call;
    this.body = body;
    this.exchange = exchange;
    this.acknowledges = body.equals(NotificationFlow.RECEIVED);
  }

  /** Once it was handed to the socket, or nobody waited for it. */
  Future<Void> ended() {
    return ended.future();
  }

  /** Signs it, unless nobody waits any more. */
  @Override
  public void first() {
    if (SignedAnswers.isAwaited(response)) {
      String path = call.signedPath();
      sealed =
          Optional.of(
              acknowledges
                  ? answers.sealRepeated(keys, path, OK, body, exchange)
                  : answers.seal(keys, path, OK, body, exchange));
    }
  }

  /** Sends what was signed, and says so in the access log. */
  @Override
  public void second() {
    sealed.ifPresent(
        answer -> answers.send(response, answer, exchange).onSuccess(sent -> passed()));
    accessLog.ended(exchange, call.body(), body);
    ended.complete();
  }

  @Override
  public void failed(RuntimeException bug) {
    ended.fail(bug);
  }

  private void passed() {
    if (acknowledges) {
      CrashPoint.ACKNOWLEDGED.passed();
    }
  }
}
