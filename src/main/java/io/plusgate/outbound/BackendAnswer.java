package io.plusgate.outbound;

import io.plusgate.http.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** What goes back to the backend: Alipay+'s own bytes, or ours. */
record BackendAnswer(int status, MultiMap headers, Buffer body) {

  static BackendAnswer of(Problem problem) {
    var headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", Problem.MEDIA_TYPE);
    return new BackendAnswer(problem.status(), headers, problem.body());
  }

  /** Writes it, unless the caller is gone; then the payment's life goes on without it. */
  void write(HttpServerResponse response) {
    if (!response.closed() && !response.headWritten()) {
      response.setStatusCode(status).headers().addAll(headers);
      response.end(body).onFailure(gone -> {});
    }
  }
}
