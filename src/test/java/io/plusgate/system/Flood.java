package io.plusgate.system;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** Callers who do not wait for each other: so many calls a second, whatever becomes of them. */
final class Flood implements AutoCloseable {
  private static final long TICK_MILLIS = 20;

  /** One call to be made. */
  record Shot(String url, MultiMap headers, Buffer body) {}

  /** How a call was answered; status 0 means that it was not. */
  record Hit(int status, MultiMap headers, Buffer body, long nanos) {}

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(2_000));

  /**
   * Completes when all calls have ended.
   *
   * @param shots makes the n-th call
   */
  Future<List<Hit>> pour(int perSecond, Duration length, IntFunction<Shot> shots) {
    List<Hit> hits = new CopyOnWriteArrayList<>();
    List<Future<?>> calls = new ArrayList<>();
    Promise<Void> poured = Promise.promise();
    long began = System.nanoTime();
    vertx.setPeriodic(
        TICK_MILLIS,
        timer -> {
          long gone = System.nanoTime() - began;
          if (gone > length.toNanos()) {
            vertx.cancelTimer(timer);
            poured.complete();
            return;
          }
          while (calls.size() < gone / 1e9 * perSecond) {
            calls.add(call(shots.apply(calls.size())).onSuccess(hits::add));
          }
        });
    return poured.future().compose(over -> Future.join(calls)).map(ended -> List.copyOf(hits));
  }

  private Future<Hit> call(Shot shot) {
    long began = System.nanoTime();
    return http.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(shot.url()))
        .compose(request -> send(request, shot, began))
        .otherwise(
            gone ->
                new Hit(
                    0,
                    MultiMap.caseInsensitiveMultiMap(),
                    Buffer.buffer(String.valueOf(gone)),
                    System.nanoTime() - began));
  }

  private static Future<Hit> send(HttpClientRequest request, Shot shot, long began) {
    request.headers().addAll(shot.headers());
    return request
        .send(shot.body())
        .compose(
            response ->
                response
                    .body()
                    .map(
                        body ->
                            new Hit(
                                response.statusCode(),
                                response.headers(),
                                body,
                                System.nanoTime() - began)));
  }

  /** The time that 99 of 100 calls took at most. */
  static Duration p99(List<Hit> hits) {
    long[] times = hits.stream().mapToLong(Hit::nanos).sorted().toArray();
    return Duration.ofNanos(times[(int) Math.ceil(times.length * 0.99) - 1]);
  }

  @Override
  public void close() {
    Waiting.on(vertx.close());
  }
}
