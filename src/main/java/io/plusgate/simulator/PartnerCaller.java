package io.plusgate.simulator;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Calls a partner as Alipay+ does: signed over the path it calls, with the hard time limit. */
final class PartnerCaller {
  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final Sealer sealer;
  private final Exchanges exchanges;
  private final InstantSource clock;
  private final Script script;
  private final Pace pace;

  PartnerCaller(
      HttpClient http,
      Sealer sealer,
      Exchanges exchanges,
      Script script,
      Pace pace,
      InstantSource clock) {
    this.http = http;
    this.sealer = sealer;
    this.script = script;
    this.pace = pace;
    this.exchanges = exchanges;
    this.clock = clock;
  }

  /**
   * What came back.
   *
   * @param status 0 when nothing did
   * @param verdict {@code verified}, or why the answer proves nothing
   * @param result what it says, if it can be read at all
   */
  record Reply(
      int status,
      Map<String, String> headers,
      Buffer body,
      String verdict,
      Optional<Result> result) {
    static final String VERIFIED = "verified";

    /** What there is when nobody said where the partner is. */
    static Reply nobody() {
      return new Reply(0, Map.of(), Buffer.buffer(), "no URL", Optional.empty());
    }

    boolean isTrusted() {
      return status == 200 && verdict.equals(VERIFIED) && result.isPresent();
    }

    /** S and SUCCESS, verified: what stops the re-sending of a notification. */
    boolean isAcknowledged() {
      return isTrusted()
          && result
              .filter(said -> said.isSuccess() && said.resultCode().equals("SUCCESS"))
              .isPresent();
    }

    String says() {
      return result.map(said -> said.resultStatus() + " " + said.resultCode()).orElse("");
    }
  }

  /** Sends one call; never fails: no answer is a reply too. */
  Future<Reply> call(SimulatedClient client, String api, URI url, JsonObject message, Fault fault) {
    return call(client, api, url, message, fault, Scenario.A_DAY);
  }

  /** The same, with a clock that is this far off if the fault is that. */
  Future<Reply> call(
      SimulatedClient client,
      String api,
      URI url,
      JsonObject message,
      Fault fault,
      Duration clockOff) {
    Optional<Chance> chance =
        fault == Fault.NONE ? script.ofCall(api, message) : Optional.<Chance>empty();
    Fault struck = chance.map(Chance::fault).orElse(fault);
    var call = new Outgoing(client, api, url, message, struck, clockOff);
    Duration delay = chance.map(Chance::delay).orElse(Duration.ZERO);
    if (delay.isZero()) {
      return send(call);
    }
    Promise<Reply> late = Promise.promise();
    pace.after(delay, () -> send(call).onComplete(late));
    return late.future();
  }

  /** One call that is to be made. */
  private record Outgoing(
      SimulatedClient client,
      String api,
      URI url,
      JsonObject message,
      Fault fault,
      Duration clockOff) {}

  private Future<Reply> send(Outgoing call) {
    Future<Reply> first = sendOnce(call);
    return call.fault() == Fault.REPEATED
        ? Future.join(first, sendOnce(call)).map(both -> both.resultAt(0))
        : first;
  }

  private Future<Reply> sendOnce(Outgoing call) {
    Instant begun = clock.instant();
    String path = signedPath(call.url());
    byte[] body = call.message().toBuffer().getBytes();
    SimulatedClient client = call.client();
    var sealed =
        sealer.seal(client, path, AlipayHeader.REQUEST_TIME, body, call.fault(), call.clockOff());
    return answer(call, sealed)
        .timeout(limit(client, call.api()).toMillis(), TimeUnit.MILLISECONDS)
        .map(answer -> read(client, path, answer))
        .recover(silent -> Future.succeededFuture(nothing(silent)))
        .andThen(done -> note(begun, call, path, sealed, done.result()));
  }

  private record Answer(int status, MultiMap headers, Buffer body) {}

  private Future<Answer> answer(Outgoing call, Sealer.Sealed sealed) {
    Fault fault = call.fault();
    if (!fault.processed()) {
      return Future.failedFuture(new LostException("never sent"));
    }
    var options =
        new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(call.url().toString());
    options.putHeader("Content-Type", "application/json");
    sealed.headers().forEach(options::putHeader);
    Future<HttpClientRequest> opened = http.request(options);
    if (fault == Fault.HALF_ANSWER) {
      return opened.compose(request -> sendHalf(request, sealed.body()));
    }
    Future<Answer> answer =
        opened.compose(request -> request.send(sealed.body())).compose(PartnerCaller::whole);
    return fault == Fault.SILENCE || fault == Fault.RESET
        ? answer.compose(lost -> Future.failedFuture(new LostException("answer lost")))
        : answer;
  }

  /** The connection breaks in the middle of what we say. */
  private static Future<Answer> sendHalf(HttpClientRequest request, Buffer body) {
    request.putHeader("Content-Length", String.valueOf(body.length()));
    return request
        .write(body.slice(0, body.length() / 2))
        .compose(
            written -> {
              request.reset();
              return Future.failedFuture(new LostException("broken off"));
            });
  }

  /** What was meant to get lost. */
  private static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostException(String how) {
      super(how, null, false, false);
    }
  }

  private static Future<Answer> whole(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response.statusCode(), response.headers(), body));
  }

  private static Reply read(SimulatedClient client, String path, Answer answer) {
    byte[] body = answer.body().getBytes();
    Map<String, String> headers = new LinkedHashMap<>();
    answer.headers().forEach(headers::put);
    return new Reply(
        answer.status(),
        headers,
        answer.body(),
        verdict(client, path, answer.headers(), body),
        ResultBody.read(body));
  }

  private static String verdict(
      SimulatedClient client, String path, MultiMap headers, byte[] body) {
    Optional<String> time = Optional.ofNullable(headers.get(AlipayHeader.RESPONSE_TIME));
    if (time.isEmpty()) {
      return headers.contains(AlipayHeader.SIGNATURE) ? "no Response-Time" : "unsigned";
    }
    return client
        .partnerVerifier()
        .verify(path, client.clientId(), time.get(), headers.get(AlipayHeader.SIGNATURE), body)
        .match(verified -> Reply.VERIFIED, rejected -> "signature " + rejected.reason().code());
  }

  private static Reply nothing(Throwable why) {
    String verdict = "no answer: " + why.getClass().getSimpleName();
    return new Reply(0, Map.of(), Buffer.buffer(), verdict, Optional.empty());
  }

  private static Duration limit(SimulatedClient client, String api) {
    return ApiCatalog.inbound(client.role(), api)
        .map(known -> known.deadline())
        .orElse(DEFAULT_LIMIT);
  }

  /** The path as called; with its query, if the partner's URL has one (protocol 1.2). */
  private static String signedPath(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private void note(Instant begun, Outgoing call, String path, Sealer.Sealed sealed, Reply reply) {
    exchanges.add(
        new Exchange(
            begun,
            false,
            call.client().clientId(),
            call.api(),
            path,
            sealed.headers(),
            sealed.body().toString(),
            reply.verdict(),
            call.fault(),
            reply.status(),
            reply.headers(),
            reply.body().toString(),
            List.of()));
  }
}
