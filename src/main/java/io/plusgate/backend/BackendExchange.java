package io.plusgate.backend;

import io.plusgate.backend.BackendReply.Unavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call to the backend in flight; at the deadline it is cut and the connection given up. */
final class BackendExchange {
  private final Vertx vertx;
  private final Duration deadline;
  private final Promise<BackendReply> ending = Promise.promise();
  private @Nullable HttpClientRequest request;

  BackendExchange(Vertx vertx, Duration deadline) {
    this.vertx = vertx;
    this.deadline = deadline;
  }

  Future<BackendReply> run(
      Future<HttpClientRequest> connection,
      Function<HttpClientRequest, Future<BackendReply>> conversation) {
    long timer = vertx.setTimer(Math.max(1, deadline.toMillis()), late -> giveUp());
    connection
        .onFailure(unconnected -> ending.tryComplete(unavailable("unreachable", unconnected)))
        .onSuccess(opened -> converse(opened, conversation));
    return ending.future().andThen(ended -> vertx.cancelTimer(timer));
  }

  private void converse(
      HttpClientRequest opened, Function<HttpClientRequest, Future<BackendReply>> conversation) {
    if (ending.future().isComplete()) {
      reset(opened);
      return;
    }
    request = opened;
    conversation
        .apply(opened)
        .onSuccess(ending::tryComplete)
        .onFailure(broken -> ending.tryComplete(unavailable("broken", broken)));
  }

  private void giveUp() {
    var late = new Unavailable("timeout", "no answer within " + deadline.toMillis() + " ms");
    if (ending.tryComplete(late)) {
      reset(request);
    }
  }

  private static BackendReply unavailable(String why, Throwable cause) {
    String message = cause.getMessage();
    return new Unavailable(why, message == null ? cause.getClass().getSimpleName() : message);
  }

  private static void reset(@Nullable HttpClientRequest opened) {
    if (opened != null) {
      opened.reset().onFailure(gone -> {});
    }
  }
}
