package io.plusgate.packaged;

import io.plusgate.protocol.Message;
import io.plusgate.protocol.MessageReader;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The payment backend's own log, outside the gateway: which payment came under which Webhook-Id,
 * and which of them it has said yes to. It can have the gateway killed while it holds a delivery.
 */
final class CrashBackend implements AutoCloseable {
  /** Each payment with the Webhook-Ids it came under. */
  final Map<String, Set<String>> webhookIds = new ConcurrentHashMap<>();

  /** Each payment with how often it came. */
  final Map<String, Integer> received = new ConcurrentHashMap<>();

  /** The payments that this backend took for good. */
  final Set<String> taken = ConcurrentHashMap.newKeySet();

  /** The payments it held at the moment of the kills it ordered. */
  final Set<String> heldAtAKill = ConcurrentHashMap.newKeySet();

  /** One of so many is refused first, so that retries are part of the storm; 0: none. */
  private final int refuseOneOf;

  private final HttpServer server;
  private final AtomicInteger posts = new AtomicInteger();
  private volatile Ambush ambush = Ambush.NONE;

  /** Kills at the n-th post from now to a path that begins so. */
  private record Ambush(String path, AtomicInteger posts, Runnable kill) {
    static final Ambush NONE = new Ambush("none", new AtomicInteger(), () -> {});

    boolean isSprungBy(String called) {
      return called.startsWith(path) && posts.get() > 0 && posts.decrementAndGet() == 0;
    }
  }

  CrashBackend(Vertx vertx, int refuseOneOf) {
    this.refuseOneOf = refuseOneOf;
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .connectionHandler(connection -> connection.exceptionHandler(killed -> {}))
            .requestHandler(this::take);
    Waiting.on(server.listen());
  }

  int port() {
    return server.actualPort();
  }

  /** Has the gateway killed at the n-th post from now, before it is answered. */
  void killAtPost(int number, Runnable kill) {
    killAtPost("/", number, kill);
  }

  /** The same, at the n-th post of the gateway that posts to this path. */
  void killAtPost(String path, int number, Runnable kill) {
    ambush = new Ambush(path, new AtomicInteger(number), kill);
  }

  int timesReceived(String id) {
    return received.getOrDefault(id, 0);
  }

  @Override
  public void close() {
    Waiting.on(server.close());
  }

  private void take(HttpServerRequest request) {
    String webhookId = String.valueOf(request.getHeader(PlusgateHeader.WEBHOOK_ID));
    request.body().onSuccess(body -> take(request, webhookId, idOf(request, body)));
  }

  private void take(HttpServerRequest request, String webhookId, String id) {
    webhookIds.computeIfAbsent(id, first -> ConcurrentHashMap.newKeySet()).add(webhookId);
    received.merge(id, 1, Integer::sum);
    var now = ambush;
    if (now.isSprungBy(request.path())) {
      heldAtAKill.add(id);
      now.kill().run();
      return;
    }
    if (refuseOneOf > 0 && posts.incrementAndGet() % refuseOneOf == 0) {
      request.response().setStatusCode(500).end().onFailure(killed -> {});
      return;
    }
    taken.add(id);
    request.response().end().onFailure(killed -> {});
  }

  /** As the payment's own bytes say it; an inquiry's answer may leave it to the header. */
  private static String idOf(HttpServerRequest request, Buffer body) {
    return MessageReader.read(body.getBytes())
        .flatMap(Message::paymentRequestId)
        .or(() -> Optional.ofNullable(request.getHeader(PlusgateHeader.PAYMENT_REQUEST_ID)))
        .orElse("unreadable");
  }
}
