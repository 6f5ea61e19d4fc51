package io.plusgate.simulator;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
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

  PartnerCaller(HttpClient http, Sealer sealer, Exchanges exchanges, InstantSource clock) {
    this.http = http;
    this.sealer = sealer;
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
    String path = signedPath(url);
    byte[] body = message.toBuffer().getBytes();
    var sealed = sealer.seal(client, path, AlipayHeader.REQUEST_TIME, body, fault);
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url.toString());
    options.putHeader("Content-Type", "application/json");
    sealed.headers().forEach(options::putHeader);
    return http.request(options)
        .compose(request -> exchange(request, sealed.body()))
        .timeout(limit(client, api).toMillis(), TimeUnit.MILLISECONDS)
        .map(answer -> read(client, path, answer))
        .recover(silent -> Future.succeededFuture(nothing(silent)))
        .andThen(done -> note(client, api, path, sealed, done.result(), fault));
  }

  private record Answer(int status, MultiMap headers, Buffer body) {}

  private static Future<Answer> exchange(HttpClientRequest request, Buffer body) {
    return request.send(body).compose(PartnerCaller::whole);
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

  private void note(
      SimulatedClient client,
      String api,
      String path,
      Sealer.Sealed sealed,
      Reply reply,
      Fault fault) {
    exchanges.add(
        new Exchange(
            clock.instant(),
            false,
            client.clientId(),
            api,
            path,
            sealed.headers(),
            sealed.body().toString(),
            reply.verdict(),
            fault,
            reply.status(),
            reply.headers(),
            reply.body().toString(),
            List.of()));
  }
}
