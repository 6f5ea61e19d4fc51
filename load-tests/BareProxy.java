import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;

/**
 * What the gateway's own stack can do without signatures, journal, log and metrics: takes a body
 * whole, sends it on, gives the answer back. Run by 01-no-crypto-proxy.sh from source on the gateway's
 * jar: PORT UPSTREAM.
 */
public final class BareProxy {
  private final HttpClient client;
  private final int upstream;

  public static void main(String[] args) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    var client =
        vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(64));
    var proxy = new BareProxy(client, Integer.parseInt(args[1]));
    vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
        .requestHandler(proxy::take)
        .listen(Integer.parseInt(args[0]))
        .onFailure(
            failure -> {
              failure.printStackTrace();
              vertx.close();
            });
  }

  private BareProxy(HttpClient client, int upstream) {
    this.client = client;
    this.upstream = upstream;
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .compose(body -> forward(request.uri(), body))
        .onSuccess(
            answer ->
                request.response().putHeader("Content-Type", "application/json").end(answer))
        .onFailure(failure -> request.response().setStatusCode(502).end());
  }

  private Future<Buffer> forward(String uri, Buffer body) {
    return client
        .request(HttpMethod.POST, upstream, "127.0.0.1", uri)
        .compose(call -> call.putHeader("Content-Type", "application/json").send(body))
        .compose(answer -> answer.body());
  }
}
