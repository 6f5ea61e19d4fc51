package io.plusgate.app;

import io.plusgate.admin.Reload;
import io.plusgate.admin.Reloading;
import io.plusgate.config.ConfigChange;
import io.plusgate.config.ConfigProblem;
import io.plusgate.config.ConfigResult;
import io.plusgate.config.GatewayConfig;
import io.plusgate.metrics.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a changed configuration while the gateway runs: everything is read and checked first, then
 * all of it is in force or nothing. One after the other; tells the log, the admin API and a metric.
 */
final class Reloads implements Reloading {
  private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);

  private final Vertx vertx;
  private final Optional<ConfigSource> source;
  private final Supplier<GatewayConfig> inForce;
  private final Function<GatewayConfig, Future<Void>> turn;
  private final GatewayMetrics metrics;
  private final InstantSource clock;
  private Future<Reload> running = Future.failedFuture("none yet");
  private volatile @Nullable Reload last;

  /**
   * @param turn brings a configuration into force, or fails and has changed nothing
   */
  Reloads(
      Vertx vertx,
      Optional<ConfigSource> source,
      Supplier<GatewayConfig> inForce,
      Function<GatewayConfig, Future<Void>> turn,
      GatewayMetrics metrics,
      InstantSource clock) {
    this.vertx = vertx;
    this.source = source;
    this.inForce = inForce;
    this.turn = turn;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public boolean hasFile() {
    return source.isPresent();
  }

  @Override
  public Optional<Reload> last() {
    return Optional.ofNullable(last);
  }

  @Override
  public void begin(String by) {
    source.ifPresent(file -> run(by, read(file)).onFailure(never -> {}));
  }

  /** Reads everything; may be asked at any time. */
  Future<ConfigResult<GatewayConfig>> read(ConfigSource file) {
    return vertx.executeBlocking(file.read()::get, false);
  }

  /** Takes what is read, after the one that runs; the future never fails. */
  synchronized Future<Reload> run(String by, Future<ConfigResult<GatewayConfig>> reading) {
    var begun = Reload.begun(clock.instant(), by);
    last = begun;
    running =
        running.transform(
            before ->
                reading
                    .compose(read -> take(begun, read))
                    .recover(bug -> Future.succeededFuture(brokenBy(bug, begun))));
    return running.onSuccess(this::tell);
  }

  private Future<Reload> take(Reload begun, ConfigResult<GatewayConfig> read) {
    return read.match(
        loaded -> take(begun, loaded.config()),
        refused -> Future.succeededFuture(begun.refused(texts(refused.problems()))));
  }

  private Future<Reload> take(Reload begun, GatewayConfig read) {
    return Future.succeededFuture(read)
        .map(config -> ConfigChange.between(inForce.get(), config))
        .compose(change -> take(begun, change))
        .recover(
            unusable ->
                Future.succeededFuture(
                    begun.refused(String.valueOf(unusable.getMessage()).lines().toList())));
  }

  private Future<Reload> take(Reload begun, ConfigChange change) {
    return change.changed().isEmpty()
        ? Future.succeededFuture(begun.unchanged(change.needsRestart()))
        : turn.apply(change.next())
            .map(turned -> begun.applied(change.changed(), change.needsRestart()));
  }

  private void tell(Reload ended) {
    last = ended;
    metrics.reload(ended.state().name().toLowerCase(Locale.ROOT));
    if (ended.state() != Reload.State.REFUSED) {
      metrics.restartNeeded(!ended.needsRestart().isEmpty());
    }
    switch (ended.state()) {
      case APPLIED -> LOG.info("reload applied by={} changed={}", ended.by(), ended.changed());
      case UNCHANGED -> LOG.info("reload: nothing changed by={}", ended.by());
      case REFUSED ->
          LOG.error(
              "reload refused; the configuration before it stays in force by={} problems={}",
              ended.by(),
              ended.problems());
      case RUNNING -> {}
    }
    if (!ended.needsRestart().isEmpty()) {
      LOG.warn("in force only after a restart: {}", ended.needsRestart());
    }
  }

  /** What is wrong here is a bug of ours; the configuration stays, and whoever asks is told. */
  private static Reload brokenBy(Throwable bug, Reload begun) {
    LOG.error("reload failed by a bug of ours", bug);
    return begun.refused(List.of("a bug of ours: " + bug.getClass().getSimpleName()));
  }

  private static List<String> texts(List<ConfigProblem> problems) {
    return problems.stream().map(ConfigProblem::toString).toList();
  }
}
