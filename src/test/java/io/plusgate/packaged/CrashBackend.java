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

  /** Kills at the n-th post from now. */
  private record Ambush(AtomicInteger posts, Runnable kill) {
    static final Ambush NONE = new Ambush(new AtomicInteger(), () -> {});

    boolean isSprung() {
      return posts.get() > 0 && posts.decrementAndGet() == 0;
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
    ambush = new Ambush(new AtomicInteger(number), kill);
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
    request.body().onSuccess(body -> take(request, webhookId, idOf(body)));
  }

  private void take(HttpServerRequest request, String webhookId, String id) {
    webhookIds.computeIfAbsent(id, first -> ConcurrentHashMap.newKeySet()).add(webhookId);
    received.merge(id, 1, Integer::sum);
    var now = ambush;
    if (now.isSprung()) {
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

  private static String idOf(Buffer body) {
    return MessageReader.read(body.getBytes())
        .flatMap(Message::paymentRequestId)
        .orElse("unreadable");
  }
}
