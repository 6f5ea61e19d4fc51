package io.plusgate.admin;

import io.plusgate.http.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** What the admin API answers: a status and one JSON object. */
public record ApiAnswer(int status, JsonObject body) {

  static ApiAnswer of(JsonObject body) {
    return new ApiAnswer(200, body);
  }

  static ApiAnswer of(Problem problem) {
    return new ApiAnswer(problem.status(), problem.body().toJsonObject());
  }

  static ApiAnswer badQuery(BadQueryException bad) {
    return of(new Problem(400, "bad-query", "Not understood", String.valueOf(bad.getMessage())));
  }

  void send(HttpServerResponse response) {
    String type = status < 400 ? "application/json" : Problem.MEDIA_TYPE;
    response.setStatusCode(status).putHeader("Content-Type", type);
    response.putHeader("Cache-Control", "no-store");
    response.end(body.toBuffer()).onFailure(gone -> {});
  }
}
