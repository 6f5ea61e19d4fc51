package io.plusgate.inquiry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What throws instead of failing is a failure all the same: the loop goes on. */
class DueLoopTest {
  private static final List<String> NOTHING = List.of();

  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> worked = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() throws Exception {
    finish(vertx.close());
  }

  @Test
  void looksAgainAfterAClaimThatThrew() {
    var due = new ConcurrentLinkedQueue<>(List.of("broken", "sound"));
    var loop =
        loop(
            most -> {
              String next = due.poll();
              if ("broken".equals(next)) {
                throw new IllegalStateException("broken claim");
              }
              return Future.succeededFuture(next == null ? NOTHING : List.of(next));
            },
            this::work);

    loop.start();

    await().atMost(30, SECONDS).untilAsserted(() -> assertThat(worked).containsExactly("sound"));
  }

  @Test
  void endsWhatThrewAndBeginsTheOthers() throws Exception {
    var due = new ConcurrentLinkedQueue<>(List.of(List.of("broken", "sound")));
    var loop =
        loop(
            most -> {
              var next = due.poll();
              return Future.succeededFuture(next == null ? NOTHING : next);
            },
            what -> {
              if (what.equals("broken")) {
                throw new IllegalStateException("broken work");
              }
              return work(what);
            });

    loop.start();

    await().atMost(30, SECONDS).untilAsserted(() -> assertThat(worked).containsExactly("sound"));
    finish(loop.stop());
    assertThat(loop.inFlight()).isZero();
  }

  private DueLoop<String> loop(
      IntFunction<Future<List<String>>> claim, Function<String, Future<Void>> work) {
    return new DueLoop<>(vertx, vertx.getOrCreateContext(), 10, () -> 5, claim, work);
  }

  private Future<Void> work(String what) {
    worked.add(what);
    return Future.succeededFuture();
  }

  private static void finish(Future<Void> ending) throws Exception {
    ending.toCompletionStage().toCompletableFuture().get(30, SECONDS);
  }
}
