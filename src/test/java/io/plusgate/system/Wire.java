package io.plusgate.system;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes bytes on to a port of this host, until it is cut, or silent, and again when mended. */
final class Wire implements AutoCloseable {
  private final Vertx vertx;
  private final int target;
  private final NetClient client;
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private final int port;
  private NetServer server;
  private volatile boolean silent;

  Wire(Vertx vertx, int target) {
    this.vertx = vertx;
    this.target = target;
    this.client = vertx.createNetClient();
    this.server = listening(0);
    this.port = server.actualPort();
  }

  int port() {
    return port;
  }

  /** All connections are closed, new ones refused. */
  void cut() {
    Waiting.on(server.close());
    hangUp();
  }

  /** Bytes are taken and go nowhere, in both directions. */
  void silence() {
    silent = true;
  }

  /** A silent wire has kept its port: let go for a moment, it could be anybody's. */
  void mend() {
    if (!silent) {
      server = listening(port);
      return;
    }
    silent = false;
    hangUp();
  }

  @Override
  public void close() {
    cut();
    Waiting.on(client.close());
  }

  private void hangUp() {
    sockets.forEach(socket -> socket.close().onFailure(gone -> {}));
    sockets.clear();
  }

  private NetServer listening(int wanted) {
    var opened =
        vertx
            .createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(wanted))
            .connectHandler(this::join);
    return Waiting.on(opened.listen());
  }

  private void join(NetSocket near) {
    sockets.add(near);
    near.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(
            far -> {
              sockets.add(far);
              pass(near, far);
              pass(far, near);
              near.resume();
            })
        .onFailure(away -> near.close().onFailure(gone -> {}));
  }

  private void pass(NetSocket from, NetSocket to) {
    from.handler(
        bytes -> {
          if (!silent) {
            to.write(bytes).onFailure(gone -> {});
          }
        });
    from.closeHandler(gone -> to.close().onFailure(gone2 -> {}));
    from.exceptionHandler(broken -> {});
  }
}
