package io.plusgate.inbound;

import io.plusgate.backend.BackendClient;
import io.plusgate.backend.BackendReply;
import io.plusgate.config.InboundConfig;
import io.plusgate.http.LastHeard;
import io.plusgate.http.PassedHeaders;
import io.plusgate.http.TraceHeaders;
import io.plusgate.http.Turns;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.tracing.Hop;
import io.plusgate.tracing.Note;
import io.plusgate.tracing.Notes;
import io.plusgate.tracing.Step;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.InstantSource;

/** Hands a verified call to the backend byte for byte, with the time that is left. */
final class BackendCalls {
  /** The word of docs/errors.md for what got no turn. */
  static final String OVERLOADED = "overloaded";

  private final BackendClient backend;
  private final Turns turns;
  private final Duration queueTime;
  private final LastHeard heard;
  private final InboundConfig config;
  private final InstantSource clock;

  /**
   * @param turns no more at once than there are connections; inquiries and cancels need none
   * @param queueTime how long a call waits for its turn at most
   */
  BackendCalls(
      BackendClient backend,
      Turns turns,
      Duration queueTime,
      LastHeard heard,
      InboundConfig config,
      InstantSource clock) {
    this.backend = backend;
    this.turns = turns;
    this.queueTime = queueTime;
    this.heard = heard;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param follows the step of a trace that this is a part of
   */
  Future<BackendReply> forward(VerifiedCall call, Step follows) {
    if (call.route().api().closesPayments()) {
      return send(call, follows);
    }
    var patience = Turns.patience(call.remaining(config.backendMargin()), queueTime);
    return turns
        .take(patience)
        .compose(
            mine ->
                mine
                    ? send(call, follows).onComplete(ended -> turns.leave())
                    : Future.succeededFuture(
                        new BackendReply.Unavailable(OVERLOADED, "no turn in time")));
  }

  private Future<BackendReply> send(VerifiedCall call, Step follows) {
    var step = follows.next();
    Duration left = call.remaining(config.backendMargin());
    var headers = headers(call, left);
    TraceHeaders.write(step.context(), headers);
    String api = call.route().api().name();
    return post(call, headers, left).andThen(ended -> ended(api, ended.result(), step));
  }

  private Future<BackendReply> post(VerifiedCall call, MultiMap headers, Duration left) {
    String to = call.route().to();
    return call.route().api().closesPayments()
        ? backend.inquire(to, headers, call.body(), left)
        : backend.post(to, headers, call.body(), left);
  }

  private void ended(String api, BackendReply reply, Step step) {
    var now = clock.instant();
    String why = reply.match(replied -> "", unavailable -> unavailable.why());
    if (why.isEmpty()) {
      heard.answered(now);
    } else {
      heard.missed(why, now);
    }
    step.ended(Hop.TO_BACKEND, api, notes -> note(api, reply, notes));
  }

  private static void note(String api, BackendReply reply, Notes notes) {
    notes
        .text(Note.API, api)
        .number(Note.HTTP_STATUS, reply.match(replied -> replied.status(), unavailable -> 0))
        .text(Note.REASON, reply.match(replied -> "", unavailable -> unavailable.why()))
        .failedIf(!reply.match(replied -> replied.isSuccess(), unavailable -> false));
  }

  private static MultiMap headers(VerifiedCall call, Duration left) {
    var headers =
        PassedHeaders.callToBackend(call.headers())
            .set(PlusgateHeader.API, call.route().api().name())
            .set(PlusgateHeader.CLIENT_ID, call.clientId())
            .set(PlusgateHeader.VERIFIED, "keyVersion=" + call.verified().keyVersion())
            .set(PlusgateHeader.DEADLINE_MS, String.valueOf(Math.max(0, left.toMillis())));
    call.message()
        .flatMap(message -> message.paymentRequestId())
        .ifPresent(id -> headers.set(PlusgateHeader.PAYMENT_REQUEST_ID, id));
    return headers;
  }
}
