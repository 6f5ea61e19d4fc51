package io.plusgate.http;

import io.vertx.core.http.HttpConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop that have not asked anything yet, the oldest first. When there
 * is no room they give way, so that many silent callers lock nobody out.
 */
final class Newcomers {
  /** A caller's first bytes are on their way this long, at most. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Map<HttpConnection, Long> since = new LinkedHashMap<>();

  void came(HttpConnection connection) {
    since.put(connection, System.nanoTime());
  }

  /** It has sent the whole head of a request, or is gone. */
  void known(HttpConnection connection) {
    if (!since.isEmpty()) {
      since.remove(connection);
    }
  }

  boolean contains(HttpConnection connection) {
    return since.containsKey(connection);
  }

  /** Hangs up on the one who has been silent for longest; false when all have just come. */
  boolean giveWay() {
    var all = since.entrySet().iterator();
    if (!all.hasNext()) {
      return false;
    }
    var oldest = all.next();
    if (System.nanoTime() - oldest.getValue() < GRACE_NANOS) {
      return false;
    }
    all.remove();
    oldest.getKey().close().onFailure(gone -> {});
    return true;
  }
}
