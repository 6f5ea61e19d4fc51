package io.plusgate.http;

import io.plusgate.config.LimitsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of the wire on both protocols: {@link StrictWire} on HTTP/1; on HTTP/2, whose framing
 * leaves nothing to guess, those that are about what was framed.
 */
final class WireGuard {
  private static final Logger LOG = LoggerFactory.getLogger(WireGuard.class);
  private static final long CANCEL = 8;

  private final Vertx vertx;
  private final String listener;
  private final LimitsConfig limits;

  WireGuard(Vertx vertx, String listener, LimitsConfig limits) {
    this.vertx = vertx;
    this.listener = listener;
    this.limits = limits;
  }

  /** From its first byte on; a connection that asks nothing in time is closed. */
  void guard(HttpConnection connection, Newcomers newcomers) {
    var channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    long patience = limits.requestTimeout().toNanos();
    if (!StrictWire.before(channel, limits.headerBytes(), patience, this::refused)) {
      vertx.setTimer(
          limits.requestTimeout().toMillis(),
          late -> {
            if (newcomers.contains(connection)) {
              connection.close().onFailure(gone -> {});
            }
          });
    }
  }

  /** Whether a request may be read; if not it is answered. */
  boolean letsIn(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      return true;
    }
    var rule = judge(request);
    if (rule.isBroken()) {
      refused(rule);
      rule.problem().answer(request.response());
      return false;
    }
    if (!request.isEnded()) {
      long timer = vertx.setTimer(limits.requestTimeout().toMillis(), late -> cancel(request));
      request.end().onComplete(ended -> vertx.cancelTimer(timer));
    }
    return true;
  }

  private void cancel(HttpServerRequest request) {
    refused(WireRule.TOO_SLOW);
    request.response().reset(CANCEL).onFailure(gone -> {});
  }

  private static WireRule judge(HttpServerRequest request) {
    if (request.headers().entries().size() > WireHead.MOST_HEADERS) {
      return WireRule.TOO_MANY_HEADERS;
    }
    boolean post = "POST".equals(request.method().name());
    String target = request.uri();
    return target == null ? WireRule.TARGET_FORM : PlainTarget.judge(target, !post);
  }

  private void refused(WireRule rule) {
    LOG.debug("request refused listener={} rule={}", listener, rule);
  }
}
