package io.plusgate.backend;

import io.plusgate.backend.BackendReply.Replied;
import io.plusgate.backend.BackendReply.Unavailable;
import io.plusgate.config.BackendConfig;
import io.plusgate.http.BodyTooLargeException;
import io.plusgate.http.RawBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Posts bytes to the payment backend, once, within a deadline. One instance belongs to one event
 * loop, and so do its connections.
 */
public final class BackendClient {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final Vertx vertx;
  private final BackendConfig config;
  private final int maxAnswerBytes;
  private final HttpClient http;
  private final HttpClient inquiries;

  public BackendClient(Vertx vertx, BackendConfig config, int maxAnswerBytes) {
    this.vertx = vertx;
    this.config = config;
    this.maxAnswerBytes = maxAnswerBytes;
    this.http = connect(vertx, config);
    this.inquiries = connect(vertx, config);
  }

  private static HttpClient connect(Vertx vertx, BackendConfig config) {
    return vertx
        .httpClientBuilder()
        .with(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setTcpNoDelay(true)
                .setDecompressionSupported(false))
        .with(new PoolOptions().setHttp1MaxSize(config.maxConnections()))
        .build();
  }

  /**
   * The backend's answer to these bytes. The future never fails: what went wrong has a name.
   *
   * @param to path on the backend
   * @param headers complete; the host and the length are added
   */
  public Future<BackendReply> post(String to, MultiMap headers, Buffer body, Duration deadline) {
    return post(http, to, headers, body, deadline);
  }

  /** The same, over connections of their own, for what closes payments: behind no pay. */
  public Future<BackendReply> inquire(String to, MultiMap headers, Buffer body, Duration deadline) {
    return post(inquiries, to, headers, body, deadline);
  }

  private Future<BackendReply> post(
      HttpClient connections, String to, MultiMap headers, Buffer body, Duration deadline) {
    var exchange = new BackendExchange(vertx, deadline);
    return exchange.run(
        connections.request(options(to)),
        request -> send(request, headers, body).compose(this::read));
  }

  /** Its calls have ended: lets go of the connections, and cuts what is still on one after that. */
  public Future<Void> close(Duration grace) {
    long millis = grace.toMillis();
    return Future.join(
            http.shutdown(millis, TimeUnit.MILLISECONDS),
            inquiries.shutdown(millis, TimeUnit.MILLISECONDS))
        .mapEmpty();
  }

  private RequestOptions options(String to) {
    var base = config.baseUrl();
    boolean tls = "https".equals(base.getScheme());
    String prefix =
        base.getRawPath() == null || base.getRawPath().equals("/") ? "" : base.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(base.getHost())
        .setPort(base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80)
        .setSsl(tls)
        .setFollowRedirects(false)
        .setURI(prefix + to);
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest request, MultiMap headers, Buffer body) {
    request.headers().addAll(headers);
    return request.send(body);
  }

  private Future<BackendReply> read(HttpClientResponse response) {
    return RawBody.read(response, maxAnswerBytes)
        .<BackendReply>map(body -> new Replied(response.statusCode(), response.headers(), body))
        .recover(failure -> tooLarge(failure, response));
  }

  private static Future<BackendReply> tooLarge(Throwable failure, HttpClientResponse response) {
    if (!(failure instanceof BodyTooLargeException tooLarge)) {
      return Future.failedFuture(failure);
    }
    response.request().reset().onFailure(gone -> {});
    return Future.succeededFuture(new Unavailable("too-large", tooLarge.detail()));
  }
}
