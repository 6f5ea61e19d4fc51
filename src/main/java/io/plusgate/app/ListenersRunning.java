package io.plusgate.app;

import io.plusgate.config.ListenerConfig;
import io.plusgate.config.ListenersConfig;
import io.plusgate.config.TlsConfig;
import io.plusgate.http.HttpListener;
import io.plusgate.metrics.LimitMetrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The doors that are open, by name, in the order in which they were opened. */
final class ListenersRunning {
  static final String ADMIN = "admin";
  static final String ALIPAY_PLUS = "alipayPlus";
  static final String BACKEND = "backend";

  private static final long GRACE_MILLIS = 1_000;

  private final Vertx vertx;
  private final LimitMetrics metrics;
  private final InstantSource clock;
  private final Doors doors;
  private final Handler<HttpServerRequest> admin;
  private final Map<String, HttpListener> listeners = new LinkedHashMap<>();

  /**
   * @param admin stands behind the admin door, whatever the configuration says
   */
  ListenersRunning(
      Vertx vertx,
      LimitMetrics metrics,
      Doors doors,
      Handler<HttpServerRequest> admin,
      InstantSource clock) {
    this.vertx = vertx;
    this.clock = clock;
    this.metrics = metrics;
    this.doors = doors;
    this.admin = admin;
  }

  /** Opens the operators' door first and Alipay+'s last. */
  Future<Void> open(Generation first) {
    var config = first.config().listeners();
    return open(ADMIN, config.admin(), first, 1, () -> admin)
        .compose(
            open ->
                open(BACKEND, config.backend(), first, loopCount(), () -> doors.outbound(first)))
        .compose(
            open ->
                open(
                    ALIPAY_PLUS,
                    config.alipayPlus(),
                    first,
                    loopCount(),
                    () -> doors.inbound(first)));
  }

  /** Requests that come from now on meet the handlers of this one. */
  Future<Void> turnTo(Generation next) {
    var config = next.config();
    var addresses = config.listeners();
    return Future.all(
            get(ADMIN).turnTo(addresses.admin(), config.limits(), () -> admin),
            get(BACKEND).turnTo(addresses.backend(), config.limits(), () -> doors.outbound(next)),
            get(ALIPAY_PLUS)
                .turnTo(addresses.alipayPlus(), config.limits(), () -> doors.inbound(next)))
        .mapEmpty();
  }

  private Future<Void> open(
      String name,
      ListenerConfig config,
      Generation first,
      int loops,
      Supplier<Handler<HttpServerRequest>> handlers) {
    return HttpListener.start(
            vertx, name, config, first.config().limits(), metrics, clock, loops, handlers)
        .compose(open -> add(name, open));
  }

  private synchronized Future<Void> add(String name, HttpListener listener) {
    listeners.put(name, listener);
    return Future.succeededFuture();
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

  /** All three doors show the certificates of {@code next}, or all go on showing theirs. */
  Future<Void> show(ListenersConfig next, ListenersConfig before) {
    return show(next)
        .recover(unusable -> show(before).transform(back -> Future.<Void>failedFuture(unusable)));
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

  private Future<Void> show(ListenersConfig config) {
    return Future.join(
            show(BACKEND, config.backend().tls()),
            show(ALIPAY_PLUS, config.alipayPlus().tls()),
            show(ADMIN, config.admin().tls()))
        .mapEmpty();
  }

  /** As many event loops as there are processors for us, so that signing uses them all. */
  private static int loopCount() {
    return Runtime.getRuntime().availableProcessors();
  }

  private Future<Void> show(String name, Optional<TlsConfig> tls) {
    return tls.map(pair -> get(name).show(pair)).orElseGet(Future::succeededFuture);
  }
}
