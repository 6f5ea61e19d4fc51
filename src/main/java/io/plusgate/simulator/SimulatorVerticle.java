package io.plusgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the two ports; all of the simulator happens on this verticle's one event loop. */
final class SimulatorVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatorVerticle.class);
  private static final String LOOPBACK = "127.0.0.1";

  private final SimulatorSettings settings;
  private final Works.Memory memory;
  private @Nullable Works works;
  private @Nullable HttpServer openServer;
  private @Nullable HttpServer controlServer;

  SimulatorVerticle(SimulatorSettings settings) {
    this.settings = settings;
    this.memory =
        new Works.Memory(
            new Partners(settings.clients()),
            new Books(settings.choices().paymentsKept()),
            new Exchanges(settings.choices().exchangesKept()),
            new Script(settings.seed()));
  }

  @Override
  public Future<?> start() {
    var made = new Works(settings, memory, context, httpClient(), this::baseUrl);
    works = made;
    return listen("port", settings.host(), settings.port(), made.openApi()::handle)
        .onSuccess(server -> openServer = server)
        .compose(
            open ->
                listen("controlPort", LOOPBACK, settings.controlPort(), made.controlApi()::handle))
        .onSuccess(server -> controlServer = server)
        .onSuccess(
            server -> LOG.info("simulator started url={} control={}", baseUrl(), controlUrl()));
  }

  private Future<HttpServer> listen(
      String key, String host, int port, Handler<HttpServerRequest> handler) {
    var options = new HttpServerOptions().setHost(host).setPort(port);
    return vertx
        .createHttpServer(options)
        .requestHandler(handler)
        .listen()
        .recover(taken -> Future.failedFuture(cannotListen(key, host + ":" + port, taken)));
  }

  private static IllegalStateException cannotListen(String key, String at, Throwable cause) {
    return new IllegalStateException(
        "%s: cannot listen on %s: %s (is another process there? try another port)"
            .formatted(key, at, cause.getMessage()),
        cause);
  }

  private HttpClient httpClient() {
    var options = new HttpClientOptions();
    settings
        .trustedCertificate()
        .map(pem -> new PemTrustOptions().addCertPath(pem.toString()))
        .ifPresent(options::setTrustOptions);
    // Many calls at once to one partner; a call that waits for a connection would be late.
    return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(512));
  }

  Works.Memory memory() {
    return memory;
  }

  PartnerCalls calls() {
    return started(works).calls();
  }

  Phone phone() {
    return started(works).phone();
  }

  URI baseUrl() {
    String host = settings.host().equals("0.0.0.0") ? LOOPBACK : settings.host();
    return url(host, started(openServer));
  }

  URI controlUrl() {
    return url(LOOPBACK, started(controlServer));
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the simulator has not started");
    }
    return part;
  }

  private static URI url(String host, HttpServer server) {
    return URI.create("http://" + host + ":" + server.actualPort());
  }
}
