package io.plusgate.http;

import static io.plusgate.metrics.CallerRefused.NO_TOKEN;
import static io.plusgate.metrics.CallerRefused.TOO_MANY_WRONG;
import static io.plusgate.metrics.CallerRefused.WRONG_TOKEN;

import io.plusgate.config.ListenerConfig;
import io.plusgate.metrics.CallerRefused;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through only with the listener's token, or when it asks for something public. The
 * comparison takes the same time always, and whoever sent too many wrong ones is not compared.
 */
final class TokenGate implements Handler<HttpServerRequest> {
  private static final Problem UNAUTHORIZED =
      new Problem(
          401,
          "unauthorized",
          "A token is needed",
          "Authorization: absent or wrong (expected: Bearer and the token of this listener).");
  private static final Problem TRIED_TOO_OFTEN =
      new Problem(
          429,
          "too-many-wrong-tokens",
          "Too many wrong tokens",
          "No token from this address is looked at until the time in Retry-After is over.");

  private final Handler<HttpServerRequest> next;
  private final byte[] expected;
  private final WrongTokens wrongTokens;
  private final Consumer<CallerRefused> metric;

  private TokenGate(
      Handler<HttpServerRequest> next,
      String token,
      WrongTokens wrongTokens,
      Consumer<CallerRefused> metric) {
    this.next = next;
    this.expected = digest("Bearer " + token);
    this.wrongTokens = wrongTokens;
    this.metric = metric;
  }

  /** The same handler where no token is configured. */
  static Handler<HttpServerRequest> before(
      Handler<HttpServerRequest> next,
      ListenerConfig listener,
      WrongTokens wrongTokens,
      Consumer<CallerRefused> metric) {
    return listener
        .token()
        .<Handler<HttpServerRequest>>map(
            token -> new TokenGate(next, token.text(), wrongTokens, metric))
        .orElse(next);
  }

  @Override
  public void handle(HttpServerRequest request) {
    var given = request.getHeader("Authorization");
    if (isOpen(request)) {
      next.handle(request);
    } else if (given == null) {
      refuse(request, UNAUTHORIZED, NO_TOKEN);
    } else {
      compare(request, given);
    }
  }

  private void compare(HttpServerRequest request, String given) {
    String caller = address(request.connection().remoteAddress());
    var wait = wrongTokens.heldBack(caller);
    if (wait.isPresent()) {
      request.response().putHeader("Retry-After", seconds(wait.get()));
      refuse(request, TRIED_TOO_OFTEN, TOO_MANY_WRONG);
    } else if (MessageDigest.isEqual(expected, digest(given))) {
      next.handle(request);
    } else {
      wrongTokens.add(caller);
      refuse(request, UNAUTHORIZED, WRONG_TOKEN);
    }
  }

  private void refuse(HttpServerRequest request, Problem problem, CallerRefused why) {
    metric.accept(why);
    request.response().putHeader("WWW-Authenticate", "Bearer");
    problem.answer(request.response());
  }

  private boolean isOpen(HttpServerRequest request) {
    return next instanceof OpenToAnybody some && some.isOpen(request);
  }

  /** Never zero: who comes back too early would be told the same again. */
  private static String seconds(Duration wait) {
    return String.valueOf(wait.plusMillis(999).toSeconds());
  }

  private static String address(@Nullable SocketAddress caller) {
    String known = caller == null ? null : caller.hostAddress();
    return known == null ? "" : known;
  }

  /** Of one length whatever the token's: the time of the comparison does not tell it. */
  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
