package io.plusgate.admin;

import io.plusgate.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /api/v1/events}: the overview as server-sent events, at most one a second, while
 * anybody listens. A listener that does not read is left out until it does; nothing is kept for it.
 *
 * <p>Belongs to the one event loop of the admin listener.
 */
final class LiveFeed {
  static final int MOST = 32;
  private static final long BETWEEN_MILLIS = 1_000;
  private static final int QUIET_TURNS = 15;
  private static final Buffer STILL_HERE = Buffer.buffer(": still here\n\n");
  private static final Problem FULL =
      new Problem(
          503,
          "too-many-listeners",
          "Enough are listening",
          "listeners: " + MOST + " (expected: fewer; close a console or ask /api/v1/overview).");

  private final Vertx vertx;
  private final Overview overview;
  private final Set<HttpServerResponse> listeners = new LinkedHashSet<>();
  private long timer;
  private String before = "";
  private int quiet;

  LiveFeed(Vertx vertx, Overview overview) {
    this.vertx = vertx;
    this.overview = overview;
  }

  void listen(HttpServerResponse response) {
    if (listeners.size() >= MOST) {
      response.putHeader("Retry-After", "10");
      FULL.answer(response);
      return;
    }
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .closeHandler(gone -> leave(response))
        .exceptionHandler(broken -> leave(response));
    listeners.add(response);
    if (listeners.size() == 1) {
      timer = vertx.setPeriodic(BETWEEN_MILLIS, turn -> turn());
    }
    overview.look(1).onSuccess(now -> send(List.of(response), event(now)));
  }

  private void turn() {
    overview.look(1).onSuccess(this::tell);
  }

  private void tell(JsonObject now) {
    var event = event(now);
    String said = now.copy().putNull("at").encode();
    if (!said.equals(before)) {
      before = said;
      quiet = 0;
      send(listeners, event);
    } else if (++quiet % QUIET_TURNS == 0) {
      send(listeners, STILL_HERE);
    }
  }

  private void leave(HttpServerResponse response) {
    if (listeners.remove(response) && listeners.isEmpty()) {
      vertx.cancelTimer(timer);
    }
  }

  private static Buffer event(JsonObject now) {
    return Buffer.buffer("event: overview\ndata: " + now.encode() + "\n\n");
  }

  private static void send(Iterable<HttpServerResponse> to, Buffer event) {
    for (var response : to) {
      if (!response.closed() && !response.writeQueueFull()) {
        response.write(event).onFailure(gone -> {});
      }
    }
  }
}
