package io.plusgate.demo;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Calls the gateway as a backend does: plain HTTP, no key in sight. */
final class Caller {
  private static final long POLL_MILLIS = 20;
  private static final int KEPT = 200;

  /** An answer with its headers. */
  record Reply(int status, MultiMap headers, Buffer body) {
    JsonObject json() {
      return body.length() == 0 ? new JsonObject() : body.toJsonObject();
    }

    /** The {@code resultStatus} of the call. */
    String resultStatus() {
      return json().getJsonObject("result", new JsonObject()).getString("resultStatus", "");
    }

    String verified() {
      String value = headers.get("Plusgate-Verified");
      return value == null ? "" : value;
    }
  }

  /** One call that was made, and when. */
  record Made(Instant at, String url, String body, String answer) {}

  private final Vertx vertx;
  private final HttpClient http;
  private final Deque<Made> made = new ArrayDeque<>();

  Caller(Vertx vertx) {
    this.vertx = vertx;
    this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(512));
  }

  /** The last calls, oldest first. */
  List<Made> made() {
    synchronized (made) {
      return List.copyOf(made);
    }
  }

  private void keep(Made call) {
    synchronized (made) {
      if (made.size() == KEPT) {
        made.removeFirst();
      }
      made.addLast(call);
    }
  }

  Future<Reply> post(String url, JsonObject body) {
    return post(url, body, Map.of());
  }

  Future<Reply> post(String url, JsonObject body, Map<String, String> headers) {
    Instant begun = Instant.now();
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url);
    headers.forEach(options::putHeader);
    return http.request(options)
        .compose(
            request -> {
              request.putHeader("Content-Type", "application/json; charset=UTF-8");
              return request.send(body.toBuffer()).compose(Caller::whole);
            })
        .onSuccess(reply -> keep(made(begun, url, body, reply)));
  }

  private static Made made(Instant begun, String url, JsonObject body, Reply reply) {
    return new Made(begun, url, body.encode(), reply.body().toString());
  }

  Future<String> get(String url) {
    return http.request(new RequestOptions().setAbsoluteURI(url))
        .compose(request -> request.send().compose(Caller::whole))
        .map(reply -> reply.body().toString());
  }

  /**
   * Asked for within the turn that brings the head: a chain that another thread builds may come too
   * late for the body.
   */
  private static Future<Reply> whole(HttpClientResponse response) {
    return response
        .body()
        .map(bytes -> new Reply(response.statusCode(), response.headers(), bytes));
  }

  /** Completes with true as soon as the condition holds, with false when the time is over. */
  Future<Boolean> until(Duration limit, BooleanSupplier condition) {
    Promise<Boolean> met = Promise.promise();
    look(System.nanoTime() + limit.toNanos(), condition, met);
    return met.future();
  }

  private void look(long deadline, BooleanSupplier condition, Promise<Boolean> met) {
    if (condition.getAsBoolean()) {
      met.complete(true);
    } else if (System.nanoTime() > deadline) {
      met.complete(false);
    } else {
      vertx.setTimer(POLL_MILLIS, again -> look(deadline, condition, met));
    }
  }
}
