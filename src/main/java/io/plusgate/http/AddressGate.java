package io.plusgate.http;

import io.plusgate.config.IpAddress;
import io.plusgate.config.ListenerConfig;
import io.plusgate.metrics.CallerRefused;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests from addresses that the listener does not let in, on connections that were open
 * before the list named others: new ones are hung up on before they can send any.
 *
 * <p>The address is the socket's: what headers say of it is any caller's to write.
 */
final class AddressGate implements Handler<HttpServerRequest> {
  private static final Problem REFUSED =
      new Problem(
          403,
          "address-refused",
          "Not from this address",
          "The address of the connection is not among allowFrom of this listener.");

  private final Handler<HttpServerRequest> next;
  private final ListenerConfig listener;
  private final Consumer<CallerRefused> metric;

  private AddressGate(
      Handler<HttpServerRequest> next, ListenerConfig listener, Consumer<CallerRefused> metric) {
    this.next = next;
    this.listener = listener;
    this.metric = metric;
  }

  /** The same handler where any address may call. */
  static Handler<HttpServerRequest> before(
      Handler<HttpServerRequest> next, ListenerConfig listener, Consumer<CallerRefused> metric) {
    return listener.allowFrom().isEmpty() ? next : new AddressGate(next, listener, metric);
  }

  static boolean letsIn(ListenerConfig listener, @Nullable SocketAddress caller) {
    return listener.allowFrom().isEmpty() || listener.letsIn(address(caller));
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (letsIn(listener, request.connection().remoteAddress())) {
      next.handle(request);
    } else {
      metric.accept(CallerRefused.ADDRESS);
      request.response().putHeader("Connection", "close");
      REFUSED.answer(request.response());
      request.connection().close().onFailure(gone -> {});
    }
  }

  private static Optional<IpAddress> address(@Nullable SocketAddress caller) {
    return Optional.ofNullable(caller)
        .flatMap(known -> Optional.ofNullable(known.hostAddress()))
        .flatMap(IpAddress::parse);
  }
}
