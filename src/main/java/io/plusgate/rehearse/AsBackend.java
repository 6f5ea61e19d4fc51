package io.plusgate.rehearse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;

/** Calls the gateway in the backend's place: plain HTTP. */
final class AsBackend {
  private final HttpClient client;

  AsBackend(Vertx vertx) {
    client = vertx.createHttpClient();
  }

  /** Completes with the HTTP status. */
  Future<Integer> post(String url, JsonObject body) {
    return client
        .request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url))
        .compose(call -> send(call, body));
  }

  private static Future<Integer> send(HttpClientRequest call, JsonObject body) {
    return call.putHeader("Content-Type", "application/json; charset=UTF-8")
        .send(body.toBuffer())
        .compose(answer -> answer.body().map(ignored -> answer.statusCode()));
  }

  Future<Void> close() {
    return client.close();
  }
}
