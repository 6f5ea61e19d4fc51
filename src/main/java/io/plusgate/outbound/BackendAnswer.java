package io.plusgate.outbound;

import io.plusgate.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** What goes back to the backend: Alipay+'s own bytes, or ours. */
record BackendAnswer(int status, MultiMap headers, Buffer body) {
  /** {@code Retry-After} of a refusal that may be over at any moment. */
  static final String SOON = "1";

  static BackendAnswer of(Problem problem) {
    var headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", Problem.MEDIA_TYPE);
    return new BackendAnswer(problem.status(), headers, problem.body());
  }

  static BackendAnswer json(int status, JsonObject json) {
    var headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/json");
    return new BackendAnswer(status, headers, json.toBuffer());
  }

  /**
   * Writes it, unless the caller is gone; then the payment's life goes on without it.
   *
   * @return whether it has left through the caller's socket
   */
  @CanIgnoreReturnValue
  Future<Boolean> write(HttpServerResponse response) {
    if (response.closed() || response.headWritten()) {
      return Future.succeededFuture(false);
    }
    response.setStatusCode(status).headers().addAll(headers);
    return response.end(body).map(written -> true).otherwise(false);
  }
}
