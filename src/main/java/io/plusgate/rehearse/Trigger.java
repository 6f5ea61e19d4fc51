package io.plusgate.rehearse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Asks the backend for what only it can do: the rehearsal contract of docs/rehearse.md. */
final class Trigger {
  /** Longer than any call of the backend to Alipay+ takes, repeats of the gateway included. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient client;
  private final URI url;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  Trigger(Vertx vertx, URI backend, String path) {
    String base = backend.toString();
    this.client = vertx.createHttpClient();
    this.url =
        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  /**
   * What the backend said to one wish.
   *
   * @param status of HTTP; 0 when it could not be reached or was silent
   */
  record Told(int status, JsonObject json) {
    /** False when this backend has no such trigger. */
    boolean offered() {
      return status != 404 && status != 405 && status != 501;
    }

    boolean done() {
      return status >= 200 && status < 300;
    }
  }

  /** Never fails: a backend that can't be reached is status 0. */
  Future<Told> ask(JsonObject wish) {
    Instant at = Instant.now();
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url.toString());
    return client
        .request(options)
        .compose(call -> send(call, wish))
        .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(silent -> new Told(0, new JsonObject()))
        .onSuccess(told -> note(at, wish, told));
  }

  /** The body is asked for where the answer arrives: any later, and it may be gone. */
  private static Future<Told> send(HttpClientRequest call, JsonObject wish) {
    return call.putHeader("Content-Type", "application/json")
        .send(wish.toBuffer())
        .compose(answer -> answer.body().map(body -> new Told(answer.statusCode(), read(body))));
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  URI url() {
    return url;
  }

  Future<Void> close() {
    return client.close();
  }

  private void note(Instant at, JsonObject wish, Told told) {
    seen.add(
        new Seen(
            at,
            "rehearsal → backend",
            url.getRawPath(),
            Map.of(),
            wish.encode(),
            told.status(),
            Map.of(),
            told.json().encode()));
  }

  private static JsonObject read(Buffer body) {
    try {
      return body.length() == 0 ? new JsonObject() : body.toJsonObject();
    } catch (DecodeException | ClassCastException noObject) {
      return new JsonObject();
    }
  }
}
