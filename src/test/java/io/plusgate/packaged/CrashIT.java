package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.crash.CrashPoint;
import io.plusgate.store.StoreEngine;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real process, killed at every step and at random moments under load: what it acknowledged is
 * in the backend's own log, repeated only under the same Webhook-Id.
 *
 * <p>{@code -Dplusgate.crash.kills=220} makes the short run of every build the whole campaign;
 * {@code -Dplusgate.crash.seed} repeats one.
 */
class CrashIT {
  private static final int LANES = 2;

  /** For each engine; each step once, in every build. */
  private static final int KILLS = Integer.getInteger("plusgate.crash.kills", 12);

  private static final int KILLS_OF_A_LANE = (KILLS + LANES - 1) / LANES;

  private static final long SEED = Long.getLong("plusgate.crash.seed", 20261126L);

  @TempDir private Path folder;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    Waiting.on(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(StoreEngine.class)
  void losesNothingThatItAcknowledgedHoweverOftenItIsKilled(StoreEngine engine)
      throws IOException, InterruptedException, ExecutionException {
    var lanes = IntStream.range(0, LANES).mapToObj(i -> lane(engine, i)).toList();

    List<String> reports = runAll(lanes);

    var where =
        lanes.stream()
            .flatMap(lane -> lane.kills().stream())
            .collect(
                Collectors.groupingBy(CrashLane.Kill::where, TreeMap::new, Collectors.counting()));
    write(engine, reports, where.toString());
    assertThat(where.keySet())
        .containsAll(Stream.of(CrashPoint.values()).map(CrashPoint::word).toList())
        .contains("posting", "random", "starting");
    assertThat(where.values().stream().mapToLong(Long::longValue).sum())
        .isGreaterThanOrEqualTo(KILLS);
  }

  /** Each goes on in the list of kinds where the one before has stopped. */
  private CrashLane lane(StoreEngine engine, int number) {
    int firstKind = number * KILLS_OF_A_LANE;
    return new CrashLane(vertx, folder, engine, engine + "-" + number, SEED + number, firstKind);
  }

  private static List<String> runAll(List<CrashLane> lanes)
      throws InterruptedException, ExecutionException {
    var threads = Executors.newFixedThreadPool(LANES);
    try {
      List<Future<String>> running =
          lanes.stream().map(lane -> threads.submit(() -> lane.run(KILLS_OF_A_LANE))).toList();
      var reports = new ArrayList<String>();
      for (var lane : running) {
        reports.add(lane.get());
      }
      return reports;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The figures of this run, for docs/promises.md. */
  private static void write(StoreEngine engine, List<String> reports, String where)
      throws IOException {
    Path file = Path.of("target", "crash-" + engine + ".txt");
    Files.writeString(file, String.join("\n", reports) + "\n" + where + "\n");
  }
}
