package io.plusgate.http;

import io.plusgate.config.LimitsConfig;
import io.plusgate.config.ListenerConfig;
import io.plusgate.config.TlsConfig;
import io.plusgate.metrics.CallerRefused;
import io.plusgate.metrics.LimitMetrics;
import io.plusgate.metrics.Room;
import io.plusgate.metrics.TurnedAway;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the gateway's three doors: the same address served by several event loops. */
public final class HttpListener {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final int HANDSHAKE_SECONDS = 5;

  /** Of one HTTP/2 connection at a time. */
  private static final int MOST_STREAMS = 100;

  /**
   * Vert.x: servers with the same negative port share one free port, so each listener has its own.
   */
  private static final AtomicInteger NEXT_FREE = new AtomicInteger();

  private final String name;
  private final ListenerConfig config;
  private final LimitMetrics metrics;
  private final WrongTokens wrongTokens;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private final List<Loop> loops = new CopyOnWriteArrayList<>();
  private volatile int mostConnections;
  private volatile ListenerConfig inForce;

  private HttpListener(
      String name, ListenerConfig config, LimitMetrics metrics, InstantSource clock) {
    this.name = name;
    this.config = config;
    this.inForce = config;
    this.metrics = metrics;
    this.wrongTokens = new WrongTokens(clock);
  }

  /**
   * Listens. Each event loop gets its own handler, made on that loop, so that a handler's client
   * connections stay with it. Fails, naming the address, when it can't be bound.
   *
   * @param loops how many event loops serve the address
   */
  public static Future<HttpListener> start(
      Vertx vertx,
      String name,
      ListenerConfig config,
      LimitsConfig limits,
      LimitMetrics metrics,
      InstantSource clock,
      int loops,
      Supplier<Handler<HttpServerRequest>> handlers) {
    var listener = new HttpListener(name, config, metrics, clock);
    listener.mostConnections = limits.connections();
    metrics.connections(name, () -> listener.mostConnections, listener.connections::get);
    var options = listener.options(limits);
    var wire = new WireGuard(vertx, name, limits);
    return vertx
        .deployVerticle(
            () -> listener.new Loop(options, wire, handlers),
            new DeploymentOptions().setInstances(loops))
        .map(listener)
        .recover(cause -> Future.failedFuture(listener.cannotListen(cause)));
  }

  public int port() {
    return servers.get(0).actualPort();
  }

  /** Where it listens, for people and tests. */
  public String url() {
    String host = config.host().equals("0.0.0.0") ? "127.0.0.1" : config.host();
    return (config.tls().isPresent() ? "https://" : "http://") + host + ":" + port();
  }

  /** The event loops that serve it. */
  public List<Context> loops() {
    return loops.stream().map(Loop::loop).toList();
  }

  /**
   * Shows this certificate to whoever connects from now on; open connections go on as they are.
   * Fails, and changes nothing, when it can't be used.
   */
  public Future<Void> show(TlsConfig tls) {
    var options = withTls(new HttpServerOptions(), tls).getSslOptions();
    return Future.join(servers.stream().map(server -> server.updateSSLOptions(options)).toList())
        .mapEmpty();
  }

  /**
   * Makes new handlers, each on its event loop, and turns to them when all of them are there: a
   * request stays with the handler that it came to.
   */
  public Future<Void> turnTo(
      ListenerConfig next, LimitsConfig limits, Supplier<Handler<HttpServerRequest>> handlers) {
    return Future.all(loops.stream().map(loop -> loop.make(next, handlers)).toList())
        .compose(made -> turnTo(next, limits.connections(), made.list()));
  }

  private Future<Void> turnTo(
      ListenerConfig next, int connectionLimit, List<Handler<HttpServerRequest>> made) {
    inForce = next;
    mostConnections = connectionLimit;
    for (int loop = 0; loop < made.size(); loop++) {
      loops.get(loop).handler = made.get(loop);
    }
    return Future.succeededFuture();
  }

  /** What stands before a handler: who may call at all, then who has the token. */
  private Handler<HttpServerRequest> guarded(
      Handler<HttpServerRequest> handler, ListenerConfig config) {
    var withToken = TokenGate.before(handler, config, wrongTokens, this::refused);
    return new FailureHandler(AddressGate.before(withToken, config, this::refused));
  }

  private void refused(CallerRefused why) {
    metrics.callerRefused(name, why);
  }

  /** Accepts nothing new; answers in flight have this long to get out. */
  public Future<Void> close(long graceMillis) {
    var closing =
        servers.stream()
            .map(server -> server.shutdown(graceMillis, TimeUnit.MILLISECONDS))
            .toList();
    return Future.join(closing).mapEmpty();
  }

  private HttpServerOptions options(LimitsConfig limits) {
    var options =
        new HttpServerOptions()
            .setHost(config.host())
            .setPort(config.port() == 0 ? NEXT_FREE.decrementAndGet() : config.port())
            .setMaxHeaderSize(limits.headerBytes())
            .setIdleTimeout((int) limits.idleTimeout().toSeconds())
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(MOST_STREAMS)
                    .setMaxHeaderListSize(limits.headerBytes()))
            .setHandle100ContinueAutomatically(true)
            .setHttp2ClearTextEnabled(false)
            // Nobody here speaks WebSocket: two handlers less that each request passes.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setTcpNoDelay(true)
            .setAcceptBacklog(1024);
    return config.tls().map(tls -> withTls(options, tls)).orElse(options);
  }

  private static HttpServerOptions withTls(HttpServerOptions options, TlsConfig tls) {
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(tls.certificate().content()))
                .addKeyValue(Buffer.buffer(tls.privateKey().content())));
    tls.clientCertificates()
        .ifPresent(
            trusted ->
                options
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(
                        new PemTrustOptions().addCertValue(Buffer.buffer(trusted.content()))));
    return options;
  }

  private IllegalStateException cannotListen(Throwable cause) {
    return new IllegalStateException(
        "listeners."
            + name
            + ": cannot listen on "
            + config.host()
            + ":"
            + config.port()
            + ": "
            + cause.getMessage()
            + " (is another process there? try another port)",
        cause);
  }

  private final class Loop extends VerticleBase {
    private final HttpServerOptions options;
    private final WireGuard wire;
    private final Supplier<Handler<HttpServerRequest>> first;
    private final Newcomers newcomers = new Newcomers();
    private volatile Handler<HttpServerRequest> handler = early -> {};

    Loop(HttpServerOptions options, WireGuard wire, Supplier<Handler<HttpServerRequest>> first) {
      this.options = options;
      this.wire = wire;
      this.first = first;
    }

    Context loop() {
      return context;
    }

    Future<Handler<HttpServerRequest>> make(
        ListenerConfig config, Supplier<Handler<HttpServerRequest>> handlers) {
      Promise<Handler<HttpServerRequest>> made = Promise.promise();
      context.runOnContext(
          now ->
              Future.succeededFuture(handlers)
                  .map(Supplier::get)
                  .map(inner -> guarded(inner, config))
                  .onComplete(made));
      return made.future();
    }

    @Override
    public Future<?> start() {
      loops.add(this);
      handler = guarded(first.get(), config);
      var server =
          vertx
              .createHttpServer(options)
              .requestHandler(this::take)
              .connectionHandler(this::meet)
              .exceptionHandler(broken -> LOG.debug("connection broke listener={}", name, broken));
      return server.listen().onSuccess(servers::add);
    }

    private void take(HttpServerRequest request) {
      newcomers.known(request.connection());
      if (wire.letsIn(request)) {
        handler.handle(request);
      }
    }

    /** Who may not call is hung up on at once. */
    private void meet(HttpConnection connection) {
      int open = connections.incrementAndGet();
      connection.closeHandler(
          closed -> {
            connections.decrementAndGet();
            newcomers.known(connection);
          });
      if (!AddressGate.letsIn(inForce, connection.remoteAddress())) {
        refused(CallerRefused.ADDRESS);
        LOG.debug("connection refused listener={} not in allowFrom", name);
        connection.close().onFailure(gone -> {});
      } else if (open <= mostConnections || isRoomMade()) {
        newcomers.came(connection);
        wire.guard(connection, newcomers);
      } else {
        connection.close().onFailure(gone -> {});
      }
    }

    /** One caller more than the limit: he is hung up on, or one who never asked anything. */
    private boolean isRoomMade() {
      metrics.turnedAway(Room.CONNECTIONS, TurnedAway.FULL);
      LOG.debug("connection refused listener={} limits.connections={}", name, mostConnections);
      return newcomers.giveWay();
    }
  }
}
