package io.plusgate.rehearse.sample;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** A sample backend that listens: a merchant's or a wallet's. */
public final class SampleServer {
  private final HttpServer server;

  private SampleServer(Vertx vertx, Sample sample) {
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(request -> take(request, sample));
  }

  /** What a sample does with one call. */
  interface Sample {
    Future<Reply> take(String path, MultiMap headers, JsonObject body);
  }

  /** A status and a body, as they go out. */
  record Reply(int status, Buffer body) {
    static Reply json(JsonObject json) {
      return new Reply(200, json.toBuffer());
    }

    static Reply status(int status) {
      return new Reply(status, Buffer.buffer());
    }
  }

  /** A merchant's backend (ACQP). */
  public static Future<SampleServer> shop(Vertx vertx, Flaw flaw) {
    return listen(new SampleServer(vertx, new SampleShop(vertx, flaw)));
  }

  /** A wallet's backend (MPP). */
  public static Future<SampleServer> wallet(Vertx vertx, Flaw flaw) {
    return listen(new SampleServer(vertx, new SampleWallet(vertx, flaw)));
  }

  private static Future<SampleServer> listen(SampleServer sample) {
    return sample.server.listen().map(sample);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  public Future<Void> close() {
    return server.close();
  }

  private static void take(HttpServerRequest request, Sample sample) {
    request
        .body()
        .map(body -> body.length() == 0 ? new JsonObject() : body.toJsonObject())
        .compose(body -> sample.take(request.path(), request.headers(), body))
        .compose(reply -> answer(request, reply))
        .onFailure(broken -> request.connection().close());
  }

  private static Future<Void> answer(HttpServerRequest request, Reply reply) {
    return request
        .response()
        .setStatusCode(reply.status())
        .putHeader("Content-Type", "application/json; charset=UTF-8")
        .end(reply.body());
  }

  /** Calls the gateway: the answer is an object, empty where there is no readable one. */
  static Future<JsonObject> post(HttpClient client, String url, JsonObject body) {
    return client
        .request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url))
        .compose(
            call ->
                call.putHeader("Content-Type", "application/json; charset=UTF-8")
                    .send(body.toBuffer()))
        .compose(answer -> answer.body())
        .map(answer -> answer.length() == 0 ? new JsonObject() : answer.toJsonObject());
  }
}
