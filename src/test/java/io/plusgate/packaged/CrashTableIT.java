package io.plusgate.packaged;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.crash.CrashPoint;
import io.plusgate.packaged.NotificationSender.Ending;
import io.plusgate.store.StoreEngine;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The crash table of docs/promises.md, row by row: one notification, one death at the named step,
 * and what both neighbours see then, after the restart, and when Alipay+ sends it once more.
 */
class CrashTableIT {
  private static final String POSTING = "posting";

  @TempDir private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Vertx vertx;
  private CrashBackend backend;
  private NotificationSender alipay;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = new CrashBackend(vertx, 0);
    alipay = new NotificationSender(vertx, 4);
  }

  @AfterEach
  void stop() throws Exception {
    for (var running : open) {
      running.close();
    }
    backend.close();
    Waiting.on(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(StoreEngine.class)
  void everyRowOfTheCrashTableIsTrue(StoreEngine engine) {
    var rows = steps().map(step -> new Row(step, site(engine, step))).toList();

    rows.forEach(Row::die);
    rows.forEach(Row::restart);
    rows.forEach(Row::waitForTheBackend);
    rows.forEach(Row::sendAgain);
    rows.forEach(Row::waitForAtLeastOne);

    assertThat(rows)
        .extracting(Row::story)
        .containsExactly(
            "verified: silence; from disk 0; sent again: acknowledged, 1 under 1 id",
            "written: silence; from disk 0; sent again: acknowledged, 1 under 1 id",
            "recorded: silence; from disk 1; sent again: acknowledged, 1 under 1 id",
            "acknowledged: acknowledged; from disk 1; sent again: acknowledged, 1 under 1 id",
            "claimed: any; from disk 1; sent again: acknowledged, 1 under 1 id",
            "posting: any; from disk 2; sent again: acknowledged, 2 under 1 id",
            "answered: any; from disk 2; sent again: acknowledged, 2 under 1 id",
            "finished: any; from disk 1; sent again: acknowledged, 1 under 1 id");
    assertThat(backend.heldAtAKill).containsExactly(POSTING);
  }

  private static Stream<String> steps() {
    var points = Stream.of(CrashPoint.values()).map(CrashPoint::word).toList();
    var steps = new ArrayList<>(points);
    steps.add(points.indexOf(CrashPoint.CLAIMED.word()) + 1, POSTING);
    return steps.stream();
  }

  private CrashSite site(StoreEngine engine, String step) {
    return new CrashSite(folder.resolve(step), engine.yaml(), backend.port());
  }

  /** One step and what was seen of it. */
  private final class Row {
    private final String step;
    private final CrashSite site;
    private Ending atDeath = Ending.WRONG;
    private Ending whenSentAgain = Ending.WRONG;
    private int timesFromDisk;

    private Launched gateway;

    Row(String step, CrashSite site) {
      this.step = step;
      this.site = site;
      this.gateway = started(halts() ? Optional.of(step) : Optional.empty());
    }

    /** Sends the one notification and sees the process die of it. */
    void die() {
      site.awaitOpen(gateway);
      if (!halts()) {
        backend.killAtPost(1, gateway::kill);
      }
      atDeath = Waiting.on(alipay.send(site.alipayPlusPort(), step));
      assertThat(gateway.exitCode()).as(step).isEqualTo(137);
      assertThat(gateway.err().contains("plusgate halts at " + step)).as(step).isEqualTo(halts());
    }

    void restart() {
      gateway = started(Optional.empty());
    }

    private Launched started(Optional<String> haltAt) {
      var process = site.start(haltAt);
      open.add(process);
      return process;
    }

    /** The backend has it killed from outside; at all other steps it dies by itself. */
    private boolean halts() {
      return !step.equals(POSTING);
    }

    /** Nobody sends anything: what comes now comes from the disk, some of it after its lease. */
    void waitForTheBackend() {
      site.awaitOpen(gateway);
      waitForTheBackend(timesInAll());
      timesFromDisk = backend.timesReceived(step);
    }

    void waitForAtLeastOne() {
      waitForTheBackend(Math.max(1, timesFromDisk));
    }

    private int timesInAll() {
      return switch (step) {
        case "verified", "written" -> 0;
        case POSTING, "answered" -> 2;
        default -> 1;
      };
    }

    void waitForTheBackend(int times) {
      await().atMost(120, SECONDS).until(() -> backend.timesReceived(step) >= times);
    }

    void sendAgain() {
      whenSentAgain = Waiting.on(alipay.send(site.alipayPlusPort(), step));
    }

    String story() {
      return "%s: %s; from disk %d; sent again: %s, %d under %d id"
          .formatted(
              step,
              isAtOrBeforeTheAcknowledgement() ? word(atDeath) : "any",
              timesFromDisk,
              word(whenSentAgain),
              backend.timesReceived(step),
              backend.webhookIds.getOrDefault(step, Set.of()).size());
    }

    /** Later steps run beside the acknowledgement: it may or may not be out. */
    private boolean isAtOrBeforeTheAcknowledgement() {
      return Stream.of("verified", "written", "recorded", "acknowledged").anyMatch(step::equals);
    }

    private static String word(Ending ending) {
      return ending.name().toLowerCase(Locale.ROOT);
    }
  }
}
