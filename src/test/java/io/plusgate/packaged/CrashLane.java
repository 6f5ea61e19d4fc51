package io.plusgate.packaged;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.crash.CrashPoint;
import io.plusgate.store.StoreEngine;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** One gateway on one store, killed again and again under load, and its two neighbours. */
final class CrashLane {
  private static final Duration A_STEP_IS_REACHED = Duration.ofMinutes(2);
  private static final int CALLERS = 12;

  private final Vertx vertx;
  private final CrashSite site;
  private final CrashBackend backend;
  private final String name;
  private final long seed;
  private final int firstKind;
  private final Random random;
  private final List<Kill> kills = new ArrayList<>();

  /**
   * One death, and what showed that it was there.
   *
   * @param acknowledged notifications by then, from outside
   */
  record Kill(String where, int acknowledged) {}

  /** {@code firstKind} is the place in the list of kinds where its kills begin. */
  CrashLane(Vertx vertx, Path folder, StoreEngine engine, String name, long seed, int firstKind) {
    this.vertx = vertx;
    this.name = name;
    this.seed = seed;
    this.firstKind = firstKind;
    this.random = new Random(seed);
    this.backend = new CrashBackend(vertx, 20);
    this.site = new CrashSite(folder.resolve(name), engine.yaml(), backend.port());
  }

  /** Kills so many times, then lets it live and holds both logs against each other. */
  String run(int times) {
    var storm = new NotificationStorm(vertx, site::alipayPlusPort, name + "-", CALLERS, seed);
    for (int time = 0; time < times; time++) {
      kills.add(kill(time, storm));
    }
    try (var gateway = site.start(Optional.empty())) {
      site.awaitOpen(gateway);
      storm.stop();
      await()
          .atMost(120, SECONDS)
          .pollInterval(200, MILLISECONDS)
          .untilAsserted(() -> assertThat(lost(storm)).as(name + " lost").isEmpty());
    } finally {
      storm.stop();
      backend.close();
    }
    assertThat(underSeveralIds()).as(name + " under several Webhook-Ids").isEmpty();
    assertThat(storm.wrong).as(name + " answers that no rule allows").hasValue(0);
    assertThat(storm.sent).as(name + " delivered but never sent").containsAll(backend.taken);
    return report(storm);
  }

  List<Kill> kills() {
    return kills;
  }

  private Kill kill(int time, NotificationStorm storm) {
    var points = CrashPoint.values();
    int kind = (firstKind + time) % (points.length + 4);
    String where =
        kind < points.length
            ? halt(points[kind])
            : switch (kind - points.length) {
              case 0 -> holding();
              case 1 -> starting();
              default -> anywhere();
            };
    return new Kill(where, storm.acknowledged.size());
  }

  /** Dies by itself, at a step of its own, which it names. */
  private String halt(CrashPoint point) {
    int passing = 1 + random.nextInt(40);
    try (var gateway = site.start(Optional.of(point.word() + ":" + passing))) {
      assertThat(gateway.endsWithin(A_STEP_IS_REACHED)).as("%s:%d", point, passing).isTrue();
      assertThat(gateway.exitCode()).isEqualTo(137);
      assertThat(gateway.err()).contains("plusgate halts at " + point.word());
      return point.word();
    }
  }

  /** The backend has the gateway killed while it holds one of its deliveries. */
  private String holding() {
    int before = backend.heldAtAKill.size();
    try (var gateway = site.start(Optional.empty())) {
      backend.killAtPost(1 + random.nextInt(40), gateway::kill);
      assertThat(gateway.endsWithin(A_STEP_IS_REACHED)).as("posting").isTrue();
      assertThat(gateway.exitCode()).isEqualTo(137);
      assertThat(backend.heldAtAKill).hasSizeGreaterThan(before);
      return "posting";
    }
  }

  /** Killed while it opens the store of its dead predecessor, or soon after. */
  private String starting() {
    try (var gateway = site.start(Optional.empty())) {
      return killAfter(gateway, 200 + random.nextInt(1_500), "starting");
    }
  }

  private String anywhere() {
    try (var gateway = site.start(Optional.empty())) {
      site.awaitOpen(gateway);
      return killAfter(gateway, random.nextInt(800), "random");
    }
  }

  private static String killAfter(Launched gateway, int millis, String where) {
    assertThat(gateway.endsWithin(Duration.ofMillis(millis))).as(where).isFalse();
    gateway.kill();
    assertThat(gateway.exitCode()).isEqualTo(137);
    assertThat(gateway.err()).doesNotContain("plusgate halts");
    return where;
  }

  private Set<String> lost(NotificationStorm storm) {
    var lost = new TreeSet<>(storm.acknowledged);
    lost.removeAll(backend.taken);
    return lost;
  }

  private Set<String> underSeveralIds() {
    var several = new TreeSet<String>();
    backend.webhookIds.forEach(
        (id, webhookIds) -> {
          if (webhookIds.size() > 1) {
            several.add(id);
          }
        });
    return several;
  }

  private String report(NotificationStorm storm) {
    long repeated = backend.received.values().stream().filter(times -> times > 1).count();
    return "%s seed=%d kills=%d sent=%d acknowledged=%d delivered=%d repeatedUnderTheSameId=%d"
            .formatted(
                name,
                seed,
                kills.size(),
                storm.sent.size(),
                storm.acknowledged.size(),
                backend.taken.size(),
                repeated)
        + " silences=%d notNow=%d lost=0".formatted(storm.silences.get(), storm.notNow.get());
  }
}
