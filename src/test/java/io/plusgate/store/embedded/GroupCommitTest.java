package io.plusgate.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  private static final byte[] KEY = "k".getBytes(UTF_8);
  private static final byte[] END = "z".getBytes(UTF_8);

  @TempDir Path folder;
  private Engine engine;
  private GroupCommit commits;

  @BeforeEach
  void open() {
    engine = new Engine(folder);
    commits = new GroupCommit(engine, Runnable::run);
  }

  @AfterEach
  void close() throws Exception {
    finish(commits.close());
  }

  @Test
  void letsEachTransactionSeeTheOnesBeforeItInTheSameBatch() throws Exception {
    var counts = new ArrayList<Future<Integer>>();

    for (int caller = 0; caller < 1_000; caller++) {
      counts.add(commits.submit(GroupCommitTest::countUp));
    }

    assertThat(await(counts.get(999))).isEqualTo(1_000);
    assertThat(engine.<Integer>read(view -> read(view))).isEqualTo(1_000);
  }

  @Test
  void keepsNothingOfATransactionThatBreaks() throws Exception {
    Function<Transaction, Integer> broken =
        transaction -> {
          transaction.put(Kind.META, KEY, "9".getBytes(UTF_8));
          throw new IllegalStateException("broken");
        };

    var failed = commits.submit(broken);
    var next = commits.submit(GroupCommitTest::countUp);

    assertThat(await(next)).isEqualTo(1);
    assertThatThrownBy(() -> await(failed)).hasRootCauseMessage("broken");
  }

  @Test
  void scansWhatTheBatchHasAddedAndTakenAway() throws Exception {
    var earlier =
        commits.submit(
            transaction -> {
              transaction.put(Kind.INDEX, "a".getBytes(UTF_8), KEY);
              transaction.put(Kind.INDEX, "b".getBytes(UTF_8), KEY);
              return true;
            });

    var rows =
        commits.submit(
            transaction -> {
              transaction.delete(Kind.INDEX, "a".getBytes(UTF_8));
              transaction.put(Kind.INDEX, "c".getBytes(UTF_8), KEY);
              return transaction.scan(Kind.INDEX, "a".getBytes(UTF_8), END, 2);
            });

    assertThat(await(earlier)).isTrue();
    assertThat(await(rows))
        .extracting(row -> new String(row.key(), UTF_8))
        .containsExactly("b", "c");
  }

  @Test
  void completesInTheCallersContext() throws Exception {
    var vertx = Vertx.vertx();
    var context = vertx.getOrCreateContext();
    var seen = new CompletableFuture<Boolean>();

    context.runOnContext(
        go ->
            commits
                .submit(GroupCommitTest::countUp)
                .onComplete(done -> seen.complete(Vertx.currentContext() == context)));

    assertThat(seen.get(10, SECONDS)).isTrue();
    finish(vertx.close());
  }

  @Test
  void writesTogetherWhatOneTurnOfAnEventLoopPut() throws Exception {
    var vertx = Vertx.vertx();
    var batches = new CopyOnWriteArrayList<Integer>();
    commits.watch(batches::add);

    var written = inOneTurn(vertx, () -> Future.all(threeCounts()).map(all -> true));

    assertThat(written.get(10, SECONDS)).isTrue();
    assertThat(batches).containsExactly(3);
    finish(vertx.close());
  }

  @Test
  void writesWhatWasPutInTheTurnThatCloses() throws Exception {
    var vertx = Vertx.vertx();
    var counts = new CopyOnWriteArrayList<Future<Integer>>();

    var closed =
        inOneTurn(
            vertx,
            () -> {
              counts.addAll(threeCounts());
              return commits.close().map(end -> true);
            });

    assertThat(closed.get(10, SECONDS)).isTrue();
    assertThat(await(counts.get(2))).isEqualTo(3);
    finish(vertx.close());
  }

  @Test
  void goesOnAfterWhatMayFollowHasGoneToTheDiskAlone() throws Exception {
    assertThat(await(commits.submit(GroupCommitTest::countUpUnhurried))).isEqualTo(1);
    assertThat(engine.<Integer>read(view -> read(view))).isEqualTo(1);

    Awaitility.await().atMost(30, SECONDS).until(commits::owesNothing);

    assertThat(await(commits.submit(GroupCommitTest::countUp))).isEqualTo(2);
  }

  private static int countUpUnhurried(Transaction transaction) {
    transaction.mayFollow();
    return countUp(transaction);
  }

  private List<Future<Integer>> threeCounts() {
    return Stream.generate(() -> commits.submit(GroupCommitTest::countUp)).limit(3).toList();
  }

  private static CompletableFuture<Boolean> inOneTurn(Vertx vertx, Supplier<Future<Boolean>> work) {
    var ended = new CompletableFuture<Boolean>();
    vertx.runOnContext(
        go ->
            work.get()
                .onSuccess(ended::complete)
                .onFailure(broken -> ended.completeExceptionally(broken)));
    return ended;
  }

  @Test
  void refusesWhatComesAfterTheEnd() throws Exception {
    finish(commits.close());

    var late = commits.submit(GroupCommitTest::countUp);

    assertThatThrownBy(() -> await(late)).hasCauseInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void saysThatItCouldNotCloseInsteadOfNeverEnding() throws Exception {
    var missing = new NoClassDefFoundError("io/plusgate/Overwritten");
    var stuck =
        new GroupCommit(
            engine,
            Runnable::run,
            () -> {
              throw missing;
            });

    var closed = stuck.close();

    assertThatThrownBy(() -> finish(closed)).hasCause(missing);
    var late = stuck.submit(GroupCommitTest::countUp);
    assertThatThrownBy(() -> await(late)).hasCauseInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void goesOnAfterAnErrorInATransaction() throws Exception {
    Function<Transaction, Integer> broken =
        transaction -> {
          throw new NoClassDefFoundError("io/plusgate/Overwritten");
        };

    var failed = commits.submit(broken);

    assertThatThrownBy(() -> await(failed)).hasCauseInstanceOf(StoreUnavailableException.class);
    Awaitility.await().atMost(30, SECONDS).until(this::works);
  }

  private boolean works() throws Exception {
    var next = commits.submit(GroupCommitTest::countUp);
    next.toCompletionStage().toCompletableFuture().handle((count, down) -> count).get(20, SECONDS);
    return next.succeeded();
  }

  private static int countUp(Transaction transaction) {
    int next = read(transaction) + 1;
    transaction.put(Kind.META, KEY, Integer.toString(next).getBytes(UTF_8));
    return next;
  }

  private static int read(View view) {
    byte[] stored = view.get(Kind.META, KEY);
    return stored == null ? 0 : Integer.parseInt(new String(stored, UTF_8));
  }

  private static void finish(Future<Void> ending) throws Exception {
    ending.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
  }
}
