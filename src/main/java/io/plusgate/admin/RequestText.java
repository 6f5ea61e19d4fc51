package io.plusgate.admin;

import io.plusgate.http.BodyTooLargeException;
import io.plusgate.http.RawBody;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** The small body of an operator's wish. */
final class RequestText {
  private static final int LONGEST = 4_096;

  private RequestText() {}

  /** Fails with what is wrong, for people, when it is longer than any wish. */
  static Future<String> of(HttpServerRequest request) {
    return RawBody.read(request, LONGEST).map(body -> body.toString()).recover(RequestText::refuse);
  }

  private static Future<String> refuse(Throwable failure) {
    return Future.failedFuture(
        failure instanceof BodyTooLargeException
            ? Asked.wrong("body", "too large", "at most " + LONGEST + " bytes")
            : failure);
  }
}
