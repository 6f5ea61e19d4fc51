package io.plusgate.store;

import io.plusgate.config.StoreConfig.PostgreSql;
import io.plusgate.config.StoreConfig.Tls;
import io.plusgate.store.postgres.PostgresStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Measures by hand what batches are worth on PostgreSQL: {@code ROUNDS NOTIFICATIONS CALLERS}.
 *
 * <p>The same notifications, first one by one: each of ten connections writes one, waits until it
 * is durable, and writes the next. Then batched: one store, whose callers wait together. The server
 * is a new one with its ordinary settings, so a commit is on disk.
 */
final class PostgresBenchmark {
  private static final int CONNECTIONS = 10;

  private final Vertx vertx = Vertx.vertx();
  private final EmbeddedPostgres server;
  private final String run = Long.toString(System.nanoTime(), 36);
  private int measured;

  private PostgresBenchmark(EmbeddedPostgres server) {
    this.server = server;
  }

  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    int notifications = Integer.parseInt(args[1]);
    int callers = Integer.parseInt(args[2]);
    try (var server = EmbeddedPostgres.start()) {
      var benchmark = new PostgresBenchmark(server);
      System.out.println("round  one by one/s   p99 ms |  batched/s   p99 ms | times");
      for (int round = 1; round <= rounds; round++) {
        benchmark.round(round, notifications, callers);
      }
      StoreHarness.finish(benchmark.vertx.close());
    }
  }

  private void round(int round, int notifications, int callers) throws Exception {
    var alone = new ArrayList<Store>();
    for (int i = 0; i < CONNECTIONS; i++) {
      alone.add(open(1));
    }
    // A tenth of them: they take so much longer.
    var single = measure(notifications / 10, CONNECTIONS, alone::get);
    close(alone);
    var together = open(CONNECTIONS);
    var batched = measure(notifications, callers, caller -> together);
    close(List.of(together));
    System.out.printf(
        "%5d  %12.0f  %7.1f | %10.0f  %7.1f | %5.1f%n",
        round, single.rate, single.p99, batched.rate, batched.p99, batched.rate / single.rate);
  }

  private Figures measure(int notifications, int callers, IntFunction<Store> stores)
      throws Exception {
    var latencies = new ConcurrentHistogram(3);
    var numbers = new AtomicInteger();
    var done = new CountDownLatch(callers);
    String prefix = run + "-" + ++measured + "-";
    long start = System.nanoTime();
    for (int caller = 0; caller < callers; caller++) {
      var next = new Caller(vertx.getOrCreateContext(), stores.apply(caller), latencies);
      next.start(prefix, numbers, notifications, done);
    }
    done.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Figures(notifications / seconds, latencies.getValueAtPercentile(99) / 1e6);
  }

  private Store open(int connections) throws Exception {
    var uri = URI.create("postgresql://postgres@127.0.0.1:" + server.getPort() + "/postgres");
    var config =
        new PostgreSql(
            uri, Optional.empty(), connections, Tls.OFF, Optional.empty(), Duration.ofSeconds(30));
    return StoreHarness.await(PostgresStore.open(vertx, config, new Random(), Samples.ARBITER));
  }

  private static void close(List<Store> stores) throws Exception {
    for (var store : stores) {
      StoreHarness.finish(store.close());
    }
  }

  private record Figures(double rate, double p99) {}

  /** Writes one notification after the other. */
  private record Caller(Context context, Store store, ConcurrentHistogram latencies) {
    void start(String prefix, AtomicInteger numbers, int most, CountDownLatch done) {
      context.runOnContext(go -> next(prefix, numbers, most, done));
    }

    private void next(String prefix, AtomicInteger numbers, int most, CountDownLatch done) {
      int number = numbers.incrementAndGet();
      if (number > most) {
        done.countDown();
        return;
      }
      long start = System.nanoTime();
      store
          .recordNotification(StoreBenchmark.notification(prefix + number))
          .onFailure(Throwable::printStackTrace)
          .onComplete(
              ended -> {
                latencies.recordValue(System.nanoTime() - start);
                next(prefix, numbers, most, done);
              });
    }
  }
}
