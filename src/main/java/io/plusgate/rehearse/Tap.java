package io.plusgate.rehearse;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the gateway and the backend: passes everything on, keeps what was said, and loses
 * an answer where a case wants to see what the backend does with a repeat.
 */
final class Tap {
  private static final Set<String> ONE_CONNECTION =
      Set.of("host", "connection", "content-length", "transfer-encoding", "keep-alive");

  private final HttpServer server;
  private final HttpClient client;
  private final URI backend;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger toLose = new AtomicInteger();

  private Tap(Vertx vertx, URI backend) {
    this.backend = backend;
    this.client = vertx.createHttpClient();
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(this::take);
  }

  static Future<Tap> start(Vertx vertx, URI backend) {
    var tap = new Tap(vertx, backend);
    return tap.server.listen().map(tap);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** Everything that the gateway brought, oldest first. */
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** The backend gets the next calls, but its answers are lost. */
  void loseAnswers(int calls) {
    toLose.set(calls);
  }

  Future<Void> close() {
    return Future.join(server.close(), client.close()).mapEmpty();
  }

  private void take(HttpServerRequest request) {
    Instant at = Instant.now();
    request
        .body()
        .compose(body -> pass(at, request, body))
        .onFailure(gone -> request.connection().close());
  }

  private Future<Void> pass(Instant at, HttpServerRequest request, Buffer body) {
    var call = new Passing(at, request, body);
    // Whoever gives up waiting has had no answer, whatever comes later.
    request.response().closeHandler(gone -> call.note(0, Map.of(), ""));
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method().name()))
            .setAbsoluteURI(withoutSlash(backend.toString()) + request.uri());
    request.headers().forEach((name, value) -> passHeader(options, name, value));
    return client
        .request(options)
        .compose(out -> out.send(body))
        .compose(answer -> answer.body().map(bytes -> new Answer(answer, bytes)))
        .onFailure(silent -> call.note(0, Map.of(), ""))
        .compose(answer -> give(call, answer));
  }

  private record Answer(HttpClientResponse head, Buffer body) {}

  private Future<Void> give(Passing call, Answer answer) {
    var head = answer.head();
    call.note(head.statusCode(), map(head.headers()), answer.body().toString());
    if (toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return Future.failedFuture("this answer is to be lost");
    }
    var response = call.request.response().setStatusCode(head.statusCode());
    head.headers()
        .forEach(
            (name, value) -> {
              if (!ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                response.putHeader(name, value);
              }
            });
    return response.end(answer.body());
  }

  /** One call on its way; kept once, with its first ending. */
  private final class Passing {
    private final Instant at;
    private final HttpServerRequest request;
    private final Buffer body;
    private final AtomicBoolean noted = new AtomicBoolean();

    Passing(Instant at, HttpServerRequest request, Buffer body) {
      this.at = at;
      this.request = request;
      this.body = body;
    }

    void note(int status, Map<String, String> headers, String answer) {
      if (noted.compareAndSet(false, true)) {
        seen.add(
            new Seen(
                at,
                "gateway → backend",
                request.uri(),
                map(request.headers()),
                body.toString(),
                status,
                headers,
                answer));
      }
    }
  }

  private static void passHeader(RequestOptions options, String name, String value) {
    if (!ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      options.addHeader(name, value);
    }
  }

  private static Map<String, String> map(MultiMap headers) {
    Map<String, String> map = new LinkedHashMap<>();
    headers.forEach(map::put);
    return map;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
