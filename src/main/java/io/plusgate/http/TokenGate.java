package io.plusgate.http;

import io.plusgate.config.ListenerConfig;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through only with the listener's token, or when it asks for something public; the
 * comparison takes the same time always.
 */
final class TokenGate implements Handler<HttpServerRequest> {
  private static final Problem UNAUTHORIZED =
      new Problem(
          401,
          "unauthorized",
          "A token is needed",
          "Authorization: absent or wrong (expected: Bearer and the token of this listener).");

  private final Handler<HttpServerRequest> next;
  private final byte[] expected;

  private TokenGate(Handler<HttpServerRequest> next, String token) {
    this.next = next;
    this.expected = bytes("Bearer " + token);
  }

  /** The same handler where no token is configured. */
  static Handler<HttpServerRequest> before(
      Handler<HttpServerRequest> next, ListenerConfig listener) {
    return listener
        .token()
        .<Handler<HttpServerRequest>>map(token -> new TokenGate(next, token.text()))
        .orElse(next);
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (isOpen(request) || isExpected(request.getHeader("Authorization"))) {
      next.handle(request);
    } else {
      request.response().putHeader("WWW-Authenticate", "Bearer");
      UNAUTHORIZED.answer(request.response());
    }
  }

  private boolean isOpen(HttpServerRequest request) {
    return next instanceof OpenToAnybody some && some.isOpen(request);
  }

  private boolean isExpected(@Nullable String given) {
    return given != null && MessageDigest.isEqual(expected, bytes(given));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
