package io.plusgate.alipayplus;

import io.plusgate.alipayplus.Answer.Distrust;
import io.plusgate.alipayplus.Answer.Silence;
import io.plusgate.alipayplus.Answer.Silent;
import io.plusgate.alipayplus.Answer.Untrusted;
import io.plusgate.http.BodyTooLargeException;
import io.plusgate.http.Exchange;
import io.plusgate.http.RawBody;
import io.plusgate.http.Together;
import io.plusgate.http.TraceHeaders;
import io.plusgate.metrics.Outcome;
import io.plusgate.protocol.Result;
import io.plusgate.tracing.Hop;
import io.plusgate.tracing.Note;
import io.plusgate.tracing.Notes;
import io.plusgate.tracing.Step;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call in flight: it knows whether something was sent, and ends at the deadline at the latest.
 */
final class Attempt implements Together.TwoSteps {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final Vertx vertx;
  private final AlipayPlusClient client;
  private final Call call;
  private final SignedCall signed;
  private final Exchange exchange;
  private final Step step;
  private final Promise<Answer> ending = Promise.promise();
  private final long startedNanos = System.nanoTime();
  private @Nullable HttpClientRequest request;

  Attempt(Vertx vertx, AlipayPlusClient client, SignedCall signed) {
    this.vertx = vertx;
    this.client = client;
    this.signed = signed;
    this.call = signed.call();
    this.exchange = signed.exchange();
    this.step = exchange.step().next();
  }

  Future<Answer> run() {
    long timer = vertx.setTimer(Math.max(1, call.deadline().toMillis()), late -> giveUp());
    client
        .open(call)
        .recover(unconnected -> client.open(call))
        .onSuccess(this::opened)
        .onFailure(unconnected -> end(silent(Silence.UNREACHABLE, unconnected)));
    return ending.future().andThen(ended -> ended(timer, ended.result()));
  }

  private void opened(HttpClientRequest opened) {
    request = opened;
    client.signAndSend(this);
  }

  /** Signs what is not signed yet, unless the time is over by now. */
  @Override
  public void first() {
    if (request != null && !ending.future().isComplete()) {
      client.head(request, call, signed.fresh());
      TraceHeaders.write(step.context(), request.headers()); // no header is part of what is signed
    }
  }

  /** Sends what was signed; what nobody waits for any more is given up. */
  @Override
  public void second() {
    if (request == null || ending.future().isComplete()) {
      reset(request);
      return;
    }
    request
        .send(call.body())
        .compose(this::read)
        .onSuccess(this::end)
        .onFailure(broken -> end(brokenBy(broken)));
  }

  @Override
  public void failed(RuntimeException bug) {
    LOG.error("call to alipayplus failed by a bug of ours api={}", call.api().name(), bug);
    reset(request);
    end(brokenBy(bug));
  }

  private Future<Answer> read(HttpClientResponse response) {
    return RawBody.read(response, client.maxAnswerBytes())
        .map(body -> client.judge(call, response.statusCode(), response.headers(), body, exchange))
        .recover(failure -> tooLarge(failure, response.statusCode()));
  }

  /** An answer beyond the limit is dropped with its connection: its signature can't be known. */
  private Future<Answer> tooLarge(Throwable failure, int status) {
    if (!(failure instanceof BodyTooLargeException tooLarge)) {
      return Future.failedFuture(failure);
    }
    reset(request);
    return Future.succeededFuture(
        new Untrusted(Distrust.TOO_LARGE, tooLarge.detail(), status, Optional.empty()));
  }

  private void giveUp() {
    String waited = "no answer within " + call.deadline().toMillis() + " ms";
    if (ending.tryComplete(new Silent(Silence.TIMEOUT, waited))) {
      reset(request);
    }
  }

  private void end(Answer answer) {
    ending.tryComplete(answer);
  }

  private void ended(long timer, Answer answer) {
    vertx.cancelTimer(timer);
    long spent = System.nanoTime() - startedNanos;
    exchange.upstream(spent);
    String api = call.api().name();
    client.ended(call, answer, startedNanos, spent, step.context());
    step.ended(Hop.TO_ALIPAY_PLUS, api, notes -> note(answer, notes));
  }

  private void note(Answer answer, Notes notes) {
    int status =
        answer.match(trusted -> trusted.status(), untrusted -> untrusted.status(), silent -> 0);
    Optional<Result> nothing = Optional.empty();
    Optional<Result> result =
        answer.match(trusted -> trusted.result(), untrusted -> nothing, silent -> nothing);
    notes
        .text(Note.API, call.api().name())
        .text(Note.OUTCOME, answer.outcome().label())
        .number(Note.HTTP_STATUS, status)
        .failedIf(answer.outcome() != Outcome.VERIFIED);
    result.ifPresent(
        told ->
            notes
                .text(Note.RESULT_STATUS, told.resultStatus().name())
                .text(Note.RESULT_CODE, told.resultCode()));
  }

  private static Answer brokenBy(Throwable broken) {
    return silent(Silence.BROKEN, broken);
  }

  private static Answer silent(Silence why, Throwable cause) {
    String message = cause.getMessage();
    return new Silent(why, message == null ? cause.getClass().getSimpleName() : message);
  }

  private static void reset(@Nullable HttpClientRequest opened) {
    if (opened != null) {
      opened.reset().onFailure(gone -> {});
    }
  }
}
