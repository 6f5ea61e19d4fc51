package io.plusgate.http;

import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
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

  /** Whether the chain failed as the caller hung up, or broke HTTP/2 so that we did: no bug. */
  public static boolean isCallerGone(HttpServerRequest request, Throwable failure) {
    return failure instanceof HttpClosedException
        || failure instanceof StreamResetException
        || failure instanceof Http2Exception
        || request.response().closed();
  }

  /** The end of every chain that failed without an answer. */
  public static void answer(HttpServerRequest request, Throwable bug) {
    if (isCallerGone(request, bug)) {
      LOG.debug("caller gone", bug);
    } else {
      LOG.error("request failed by a bug of ours", bug);
    }
    BUG.answer(request.response());
  }
}
