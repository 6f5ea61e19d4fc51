package io.plusgate.app;

import io.plusgate.admin.Health;
import io.plusgate.config.GatewayConfig;
import io.plusgate.http.Admission;
import io.plusgate.outbound.PaymentWaiters;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a gateway stops without dropping what it has begun: unready, nothing new, what is in flight
 * ends or reaches its deadline, doors closed, the loops finish what they have leased, the store is
 * flushed. (docs/drain.md)
 */
public final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  /** What a call may take besides its deadline: reading its body, writing it down, its answer. */
  private static final Duration AROUND_A_CALL = Duration.ofSeconds(2);

  /** A payment's step waits for its turn before it calls, and is written down after it. */
  private static final Duration AROUND_A_STEP = Duration.ofSeconds(4);

  private static final Duration DOORS = Duration.ofSeconds(2);
  private static final Duration FLUSH = Duration.ofSeconds(15);

  private final Supplier<GatewayConfig> inForce;
  private final Health health;
  private final List<Admission> rooms;
  private final PaymentWaiters waiters;
  private final ListenersRunning listeners;
  private final Loops loops;
  private final Supplier<Future<?>> flush;
  private final Phases phases;
  private @Nullable Future<Drained> running;

  /**
   * @param rooms where calls of others are in flight
   * @param flush ends what is left: nothing may use the store afterwards
   */
  Drain(
      Vertx vertx,
      Supplier<GatewayConfig> inForce,
      Health health,
      List<Admission> rooms,
      PaymentWaiters waiters,
      ListenersRunning listeners,
      Loops loops,
      Supplier<Future<?>> flush) {
    this.inForce = inForce;
    this.health = health;
    this.rooms = rooms;
    this.waiters = waiters;
    this.listeners = listeners;
    this.loops = loops;
    this.flush = flush;
    this.phases = new Phases(vertx);
  }

  /** Drains, once, and says what was cut; whoever asks again gets the same end. */
  public synchronized Future<Drained> run() {
    var begun = running;
    if (begun == null) {
      begun = begin();
      running = begun;
    }
    return begun;
  }

  /** Waits for nobody any more; the store is flushed all the same. */
  public void hurry() {
    LOG.warn("drain hurried: waiting for nobody any more");
    phases.hurry();
  }

  /** No drain takes longer, whatever is in flight. */
  public Duration longest() {
    var config = inForce.get();
    var longestCall =
        Stream.concat(
                Stream.of(Direction.values())
                    .flatMap(way -> ApiCatalog.apis(config.role(), way).stream())
                    .map(api -> config.deadlines().of(api)),
                config.deadlines().byApi().values().stream())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return longestCall.plus(AROUND_A_CALL).plus(DOORS).plus(longestStep()).plus(DOORS).plus(FLUSH);
  }

  private Future<Drained> begin() {
    LOG.info("draining inFlight={} longest={}", inFlight(), longest());
    return phases
        .run("unready", Duration.ZERO, this::unready, () -> "")
        .compose(unready -> phases.run("no-new-calls", DOORS, this::shut, this::waiting))
        .compose(shut -> phases.run("in-flight", longestInFlight(), this::idle, this::inFlight))
        .compose(idle -> phases.run("doors", DOORS, listeners::closeToCallers, () -> ""))
        .compose(closed -> phases.run("loops", longestStep(), loops::stop, loops::inFlight))
        .compose(stopped -> phases.run("admin", DOORS, listeners::close, () -> ""))
        .compose(closed -> phases.runInAnyCase("flush", FLUSH, flush))
        .map(flushed -> phases.drained())
        .onSuccess(
            drained ->
                LOG.info("stopped{}", drained.isWhole() ? "" : " cut=\"" + drained.cut() + "\""));
  }

  private Future<?> unready() {
    health.obstacle("drain", "the gateway is stopping");
    return Future.succeededFuture();
  }

  /** From here on callers are told to go elsewhere, and who only waits is told what is known. */
  private Future<?> shut() {
    rooms.forEach(room -> room.close().onFailure(never -> {}));
    return waiters.close();
  }

  private Future<?> idle() {
    return Future.join(rooms.stream().map(Admission::close).toList());
  }

  private Duration longestInFlight() {
    return rooms.stream()
        .map(Admission::longest)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .plus(AROUND_A_CALL);
  }

  /** The longest thing that a loop can be at. */
  private Duration longestStep() {
    var config = inForce.get();
    var own =
        Stream.of(ApiCatalog.INQUIRY_PAYMENT, ApiCatalog.CANCEL_PAYMENT, ApiCatalog.NOTIFY_PAYMENT)
            .flatMap(name -> ApiCatalog.find(config.role(), Direction.OUTBOUND, name).stream())
            .map(config.deadlines()::of);
    return Stream.concat(own, Stream.of(config.delivery().timeout()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .plus(AROUND_A_STEP);
  }

  private String waiting() {
    return Words.of(Map.of("waiting", waiters.size()));
  }

  /** Calls in flight by API, e.g. {@code pay=2 refund=1}. */
  private String inFlight() {
    Map<String, Integer> calls = new TreeMap<>();
    rooms.forEach(room -> room.byApi().forEach((api, n) -> calls.merge(api, n, Integer::sum)));
    return Words.of(calls);
  }
}
