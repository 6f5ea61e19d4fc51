package io.plusgate.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what our own code should never have thrown into a 500, and logs it with its stack, once.
 */
public final class FailureHandler implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);
  private static final Problem BUG =
      new Problem(
          500, "internal-error", "Plusgate failed", "A bug of ours; the log has its stack.");

  private final Handler<HttpServerRequest> next;

  FailureHandler(Handler<HttpServerRequest> next) {
    this.next = next;
  }

  @Override
  public void handle(HttpServerRequest request) {
    try {
      next.handle(request);
    } catch (RuntimeException bug) {
      answer(request, bug);
    }
  }

  /** The end of every chain that failed without an answer. */
  public static void answer(HttpServerRequest request, Throwable bug) {
    LOG.error("request failed by a bug of ours", bug);
    BUG.answer(request.response());
  }
}
