package io.plusgate.store;

import io.plusgate.bench.Arbiters;
import io.plusgate.bench.Sample;
import io.plusgate.payment.Evidence;
import io.plusgate.protocol.Result;
import io.plusgate.store.embedded.EmbeddedStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a transaction that is on disk costs: asked for on an event loop as the gateway does, by one
 * caller, and by 64 at once, who share the writes. The bytes include the writer's.
 */
@State(Scope.Benchmark)
public class EmbeddedStoreBenchmark {
  private static final int AT_ONCE = 64;
  private static final Payload PAYLOAD = new Payload(Sample.NOTIFICATION, Map.of("a", "1"));

  // Not the temporary folder: there a sync may cost nothing.
  private final Path folder = folder(Path.of("target/bench"));
  private final EmbeddedStore store = EmbeddedStore.open(folder, new Random(), Arbiters.ARBITER);
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private long number;

  @Benchmark
  public Object openPayment() {
    return onDisk(this::open);
  }

  @Benchmark
  @OperationsPerInvocation(AT_ONCE)
  public Object openPaymentOf64AtOnce() {
    return onDisk(() -> atOnce(this::open));
  }

  @Benchmark
  public Object keepNotification() {
    return onDisk(this::keep);
  }

  @Benchmark
  @OperationsPerInvocation(AT_ONCE)
  public Object keepNotificationOf64AtOnce() {
    return onDisk(() -> atOnce(this::keep));
  }

  @TearDown
  public void close() throws IOException {
    wait(store.close());
    wait(vertx.close());
    try (var left = Files.walk(folder)) {
      for (var file : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Future<?> open() {
    return store.openPayment(Arbiters.sent(id(), Instant.now()));
  }

  private Future<?> keep() {
    String id = id();
    var told = new Evidence.Notified(Result.SUCCESS, Optional.of(Arbiters.AMOUNT));
    return store.recordNotification(
        new Notification(
            Sample.CLIENT,
            "notifyPayment",
            id,
            Digest.of("S", Arbiters.AMOUNT.toString()),
            "payment.succeeded",
            Optional.of(new PaymentEvidence(id, told)),
            payment -> PAYLOAD,
            Instant.now()));
  }

  /** As long as those of a partner, and each another one; only the event loop counts. */
  private String id() {
    return "pay_1089760038715669_%015d".formatted(number++);
  }

  private static Future<?> atOnce(Supplier<Future<?>> transaction) {
    List<Future<?>> all =
        IntStream.range(0, AT_ONCE).<Future<?>>mapToObj(i -> transaction.get()).toList();
    return Future.all(all);
  }

  private Object onDisk(Supplier<Future<?>> work) {
    Promise<Object> done = Promise.promise();
    loop.runOnContext(go -> work.get().<Object>map(kept -> kept).onComplete(done));
    return wait(done.future());
  }

  private static <T> T wait(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private static Path folder(Path parent) {
    try {
      return Files.createTempDirectory(Files.createDirectories(parent), "store");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
