package io.plusgate.store;

import com.sun.management.OperatingSystemMXBean;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.Policy;
import io.plusgate.protocol.Result;
import io.plusgate.store.embedded.EmbeddedStore;
import io.plusgate.store.embedded.Preload;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.rocksdb.RocksDB;

/**
 * Measures the embedded engine by hand: {@code FOLDER CALLERS TRANSACTIONS PRELOADED_RECEIPTS}.
 *
 * <p>Prints the rate, the 99th percentile and the processor time per transaction of notifications
 * (recorded with their delivery) and of pays (opened, then settled: two transactions).
 */
final class StoreBenchmark {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int ROUNDS = 3;
  private static final Payload NO_BYTES = new Payload(new byte[0], Map.of());

  private final Store store;
  private final Context context;
  private final int callers;
  private final int transactions;
  private final String run = Long.toString(System.nanoTime(), 36);

  private StoreBenchmark(Store store, Context context, int callers, int transactions) {
    this.store = store;
    this.context = context;
    this.callers = callers;
    this.transactions = transactions;
  }

  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    long preloaded = Long.parseLong(args[3]);
    if (preloaded > 0) {
      Preload.receipts(folder, preloaded);
    }
    long loading = System.nanoTime();
    RocksDB.loadLibrary();
    System.out.printf("native library %.0f ms%n", (System.nanoTime() - loading) / 1e6);
    long opening = System.nanoTime();
    var store = EmbeddedStore.open(folder, new Random(), Samples.ARBITER);
    System.out.printf("open %.0f ms%n", (System.nanoTime() - opening) / 1e6);
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var benchmark =
        new StoreBenchmark(
            store,
            vertx.getOrCreateContext(),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]));
    for (int round = 1; round <= ROUNDS; round++) {
      int of = round;
      benchmark.measure("notification", 1, number -> benchmark.notification(of, number));
      benchmark.measure("pay", 2, number -> benchmark.pay(of, number));
    }
    try (var status = Files.lines(Path.of("/proc/self/status"))) {
      status.filter(line -> line.startsWith("RssAnon")).forEach(System.out::println);
    }
    StoreHarness.finish(store.close());
    StoreHarness.finish(vertx.close());
  }

  private void measure(String what, int each, IntFunction<Future<?>> call) throws Exception {
    var latencies = new ConcurrentHistogram(3);
    var numbers = new AtomicInteger();
    var done = new CountDownLatch(callers);
    long processor = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    for (int caller = 0; caller < callers; caller++) {
      context.runOnContext(go -> next(numbers, call, latencies, done));
    }
    done.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    double micros = (SYSTEM.getProcessCpuTime() - processor) / 1e3;
    System.out.printf(
        "%-12s callers %d: %.0f transactions/s, p99 %.1f ms, max %.0f ms, CPU %.1f us each%n",
        what,
        callers,
        transactions * each / seconds,
        latencies.getValueAtPercentile(99) / 1e6 / each,
        latencies.getMaxValue() / 1e6,
        micros / transactions / each);
  }

  private void next(
      AtomicInteger numbers,
      IntFunction<Future<?>> call,
      ConcurrentHistogram latencies,
      CountDownLatch done) {
    int number = numbers.incrementAndGet();
    if (number > transactions) {
      done.countDown();
      return;
    }
    long start = System.nanoTime();
    call.apply(number)
        .onFailure(Throwable::printStackTrace)
        .onComplete(
            ended -> {
              latencies.recordValue(System.nanoTime() - start);
              next(numbers, call, latencies, done);
            });
  }

  private Future<?> notification(int round, int number) {
    return store.recordNotification(notification("n" + run + round + "-" + number));
  }

  static Notification notification(String id) {
    return new Notification(
        Samples.CLIENT,
        "notifyPayment",
        id,
        Digest.of("S", "100", "JPY"),
        "payment.succeeded",
        Optional.of(new PaymentEvidence(id, Samples.notified(Result.SUCCESS))),
        payment -> new Payload(new byte[700], Map.of("keyVersion", "1")),
        Instant.now());
  }

  private Future<?> pay(int round, int number) {
    var now = Instant.now();
    var key = Samples.key("p" + run + round + "-" + number);
    var amount = Optional.of(Samples.AMOUNT);
    var sent =
        Samples.ARBITER.sent(
            key, Policy.DEFAULT, amount, Optional.empty(), now, Samples.PAY_DEADLINE);
    var answered = new Evidence.PayAnswered(Optional.of(Result.SUCCESS), amount, true);
    var settlement = new Settlement(key, "pay", answered, payment -> NO_BYTES, now);
    return store.openPayment(sent).compose(opened -> store.settlePayment(settlement));
  }
}
