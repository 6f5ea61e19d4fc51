package io.plusgate.app;

import io.plusgate.admin.Health;
import io.plusgate.config.StoreConfig;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.metrics.PaymentMetrics.Sum;
import io.plusgate.payment.Phase;
import io.plusgate.store.Recipient;
import io.plusgate.store.Statistics;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the store every few seconds: a real write says whether it can be written (readiness
 * follows), its numbers become metrics, and bodies past their time are forgotten in small batches.
 */
final class StoreWatch {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
  private static final String OBSTACLE = "store";
  private static final long LOOK_MILLIS = 2_000;
  private static final int PRUNED_AT_ONCE = 200;

  private final Vertx vertx;
  private final Store store;
  private final Duration keepPayloads;
  private final Optional<Path> disk;
  private final Health health;
  private final GatewayMetrics metrics;
  private final InstantSource clock;
  private final CatchingUp catchingUp;
  private long timer;
  private boolean down;
  private Future<Void> looking = Future.succeededFuture();

  StoreWatch(
      Vertx vertx,
      Store store,
      StoreConfig config,
      Health health,
      GatewayMetrics metrics,
      InstantSource clock) {
    this.vertx = vertx;
    this.store = store;
    this.keepPayloads = config.keepPayloads();
    this.disk =
        config
            .engine()
            .match(embedded -> Optional.of(embedded.path()), elsewhere -> Optional.empty());
    this.health = health;
    this.metrics = metrics;
    this.clock = clock;
    this.catchingUp = new CatchingUp(health, metrics.payments());
  }

  /** What has to be known before the gateway may say that it is ready. */
  Future<Void> lookFirst() {
    return store
        .statistics()
        .onSuccess(this::tell)
        .onFailure(away -> catchingUp.unknown())
        .<Void>mapEmpty()
        .recover(away -> Future.succeededFuture());
  }

  void start() {
    timer = vertx.setPeriodic(0, LOOK_MILLIS, look -> look());
  }

  /** Completes when the last look has ended. */
  Future<Void> stop() {
    vertx.cancelTimer(timer);
    return looking;
  }

  private void look() {
    if (looking.isComplete()) {
      disk.ifPresent(this::measure);
      looking =
          store
              .probe()
              .onSuccess(written -> up())
              .onFailure(failed -> down(String.valueOf(failed.getMessage())))
              .compose(written -> store.statistics())
              .onSuccess(this::tell)
              .compose(
                  told -> store.prunePayloads(clock.instant().minus(keepPayloads), PRUNED_AT_ONCE))
              .<Void>mapEmpty()
              .recover(unavailable -> Future.succeededFuture());
    }
  }

  /** One question to the system; when the folder is gone, the probe says so and this is silent. */
  private void measure(Path folder) {
    try {
      metrics.storeDiskFree(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException gone) {
      LOG.debug("the store's disk cannot be measured reason={}", gone.getMessage());
    }
  }

  private void up() {
    health.clear(OBSTACLE);
    if (down) {
      down = false;
      LOG.info("the store can be written again");
    }
  }

  /** Notifications are refused, and nobody is to send any. */
  void down(String why) {
    health.obstacle(OBSTACLE, "cannot be written: " + why);
    if (!down) {
      down = true;
      LOG.error("the store cannot be written; notifications are refused reason={}", why);
    }
  }

  private void tell(Statistics statistics) {
    catchingUp.waiting(statistics.awaitingCatchUp());
    metrics.storeHolds(statistics.receipts(), statistics.payloads(), statistics.payloadBytes());
    statistics.deliveries().stream()
        .filter(standing -> standing.recipient() == Recipient.BACKEND)
        .forEach(this::tell);
    statistics.payments().stream()
        .filter(standing -> isOfInterest(standing.phase()))
        .forEach(this::tell);
    metrics
        .payments()
        .atRisk(
            statistics.amountsAtRisk().stream()
                .map(risk -> new Sum(word(risk.phase()), risk.currency(), risk.value()))
                .toList());
  }

  private static boolean isOfInterest(Phase phase) {
    return !phase.isFinal() || phase == Phase.UNRESOLVED;
  }

  private void tell(Statistics.Deliveries standing) {
    metrics.deliveriesStanding(word(standing.state()), standing.count(), age(standing.oldest()));
  }

  private void tell(Statistics.Payments standing) {
    metrics.payments().open(word(standing.phase()), standing.count(), age(standing.oldest()));
  }

  private double age(Optional<Instant> oldest) {
    return oldest
        .map(since -> Duration.between(since, clock.instant()).toMillis() / 1_000.0)
        .orElse(0.0);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
