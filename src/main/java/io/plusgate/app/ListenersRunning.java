package io.plusgate.app;

import io.plusgate.http.HttpListener;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The doors that are open, by name, in the order in which they were opened. */
final class ListenersRunning {
  private static final String ADMIN = "admin";
  private static final long GRACE_MILLIS = 1_000;

  private final Map<String, HttpListener> listeners = new LinkedHashMap<>();

  synchronized HttpListener add(String name, HttpListener listener) {
    listeners.put(name, listener);
    return listener;
  }

  synchronized HttpListener get(String name) {
    var listener = listeners.get(name);
    if (listener == null) {
      throw new IllegalStateException("listener not open: " + name);
    }
    return listener;
  }

  /** The event loops that serve any of them, each once or more. */
  synchronized List<Context> loops() {
    return listeners.values().stream().flatMap(open -> open.loops().stream()).toList();
  }

  /** The doors of the backend and of Alipay+; operators can still look. */
  synchronized Future<Void> closeToCallers() {
    return close(listeners.keySet().stream().filter(name -> !name.equals(ADMIN)).toList());
  }

  /** All that are still open. */
  synchronized Future<Void> close() {
    return close(List.copyOf(listeners.keySet()));
  }

  private Future<Void> close(List<String> names) {
    var closing = names.stream().map(name -> get(name).close(GRACE_MILLIS)).toList();
    return Future.join(closing).mapEmpty();
  }
}
