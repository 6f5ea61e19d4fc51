package io.plusgate.admin;

import io.plusgate.config.ListenerConfig;
import io.plusgate.http.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;

/**
 * Keeps other web pages out: a browser on this machine can reach loopback, and so can every page
 * that it shows. A page of another origin is refused; where no token is asked for, so is a name
 * that is not this machine's (a page whose name was pointed at loopback has the right origin).
 */
final class BrowserGuard {
  private static final Problem REFUSED =
      new Problem(
          403,
          "foreign-origin",
          "Not from another page",
          "Origin or Host: not this listener's (expected: the console at this address, or a client"
              + " that is no browser).");

  private final boolean onlyLoopbackNames;

  BrowserGuard(ListenerConfig admin) {
    this.onlyLoopbackNames = !admin.guarded();
  }

  /** Why this request is not answered; nothing when it is. */
  Optional<Problem> objection(HttpServerRequest request) {
    var authority = request.authority();
    String origin = request.getHeader("Origin");
    boolean foreign = origin != null && (authority == null || !isOf(origin, authority.toString()));
    boolean disguised =
        onlyLoopbackNames
            && authority != null
            && !ListenerConfig.plain(authority.host(), 0).loopback();
    return foreign || disguised ? Optional.of(REFUSED) : Optional.empty();
  }

  private static boolean isOf(String origin, String authority) {
    try {
      return authority.equals(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException opaque) {
      return false;
    }
  }
}
