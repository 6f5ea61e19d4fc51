package io.plusgate.app;

import io.plusgate.admin.AboutGateway;
import io.plusgate.admin.Alarms;
import io.plusgate.admin.Health;
import io.plusgate.admin.KeyCard;
import io.plusgate.admin.Reload;
import io.plusgate.config.GatewayConfig;
import io.plusgate.http.AccessLog;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.outbound.OutboundLint;
import io.plusgate.outbound.PaymentWaiters;
import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Policy;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyUses;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.store.Store;
import io.plusgate.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running gateway. Read top to bottom: what it is made of, in which order it starts, how it
 * takes a changed configuration, and how it stops without dropping what it has begun.
 */
public final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Vertx vertx;
  private final InstantSource clock;
  private final GatewayMetrics metrics;
  private final Tracing tracing;
  private final Health health = new Health();
  private final AccessLog accessLog;
  private final ProviderSwitch providers;
  private final KeyUses uses;
  private final Alarms alarms;
  private final AtomicReference<Policy> policy;
  private final StoreDoor door;
  private final Store store;
  private final Loops loops;
  private final Rooms rooms;
  private final PaymentWaiters waiters;
  private final Doors doors;
  private final StoreWatch storeWatch;
  private final LogLevelForAWhile level;
  private final Optional<ConfigSource> source;
  private final Reloads reloads;
  private final Optional<FileWatch> files;
  private final ListenersRunning listeners;
  private final Vitals vitals;
  private final Drain drain;
  private volatile Generation inForce;

  private Gateway(
      Vertx vertx,
      Generation first,
      ProviderSwitch providers,
      KeyUses uses,
      Optional<ConfigSource> source,
      StoreDoor door,
      AtomicReference<Policy> policy,
      InstantSource clock) {
    var config = first.config();
    this.vertx = vertx;
    this.inForce = first;
    this.providers = providers;
    this.uses = uses;
    this.source = source;
    this.policy = policy;
    this.clock = clock;
    this.tracing = Tracing.of(config.tracing(), Build.version(), clock);
    this.metrics = tracing.isOn() ? GatewayMetrics.withExemplars() : new GatewayMetrics();
    this.vitals = new Vitals(vertx, metrics, () -> uses.each(metrics::keyUsed));
    this.accessLog = new AccessLog(metrics, tracing, clock);
    this.alarms = new Alarms(clock);
    this.door = door;
    this.store = new ObservedStore(door, metrics, alarms);
    var clients = new AlipayPlusClients(vertx, metrics, health, clock);
    this.loops = new Loops(vertx, first, clients, store, metrics, accessLog, tracing, clock);
    this.rooms = new Rooms(config.limits(), metrics.limits());
    this.waiters = new PaymentWaiters(config.limits(), metrics.limits());
    store.watch(waiters::changed);
    this.doors =
        new Doors(
            vertx,
            rooms,
            waiters,
            new OutboundLint(config.lint(), metrics),
            clients,
            store,
            new Arbiter(policy::get),
            metrics,
            accessLog,
            clock,
            loops::wake);
    this.storeWatch = new StoreWatch(vertx, store, config.store(), health, metrics, clock);
    this.level = new LogLevelForAWhile(vertx, config.log().level(), clock);
    this.reloads = new Reloads(vertx, source, this::config, this::turnTo, metrics, clock);
    this.files =
        source.map(from -> new FileWatch(vertx, reloads, from, config, () -> config().reload()));
    this.listeners = new ListenersRunning(vertx, metrics.limits(), doors, admin(), clock);
    this.drain =
        new Drain(vertx, this::config, health, rooms.all(), waiters, listeners, loops, this::flush);
  }

  /**
   * Starts the gateway; the future completes when all three doors are open. Fails, naming what is
   * wrong, when a key, an address or the store can't be used; then nothing keeps running. A store
   * that is only away is waited for: the gateway starts and is not ready.
   */
  public static Future<Gateway> start(Vertx vertx, GatewayConfig config, InstantSource clock) {
    return start(vertx, config, Optional.empty(), clock);
  }

  /** The same, of a configuration that can be read again while the gateway runs. */
  public static Future<Gateway> start(
      Vertx vertx, GatewayConfig config, ConfigSource source, InstantSource clock) {
    return start(vertx, config, Optional.of(source), clock);
  }

  private static Future<Gateway> start(
      Vertx vertx, GatewayConfig config, Optional<ConfigSource> source, InstantSource clock) {
    try {
      var providers = new ProviderSwitch(CryptoProvider.jdk());
      var uses = new KeyUses(clock);
      var first = Generation.of(vertx, config, providers, uses);
      var policy = new AtomicReference<>(config.inquiry().policy());
      var arbiter = new Arbiter(policy::get);
      return StoreDoor.of(() -> StoreOpening.open(vertx, config.store(), arbiter))
          .map(door -> new Gateway(vertx, first, providers, uses, source, door, policy, clock))
          .compose(Gateway::open);
    } catch (IllegalArgumentException unusableKeys) {
      return Future.failedFuture(unusableKeys);
    }
  }

  private Future<Gateway> open() {
    var looked =
        Future.all(listeners.open(inForce).compose(open -> storeWatch.lookFirst()), vitals.made());
    return looked.map(known -> started()).recover(this::closeAfterFailedStart);
  }

  /** Where the backend calls, e.g. {@code http://127.0.0.1:8080}. */
  public String backendUrl() {
    return listeners.get(ListenersRunning.BACKEND).url();
  }

  /** Where Alipay+ calls. */
  public String alipayPlusUrl() {
    return listeners.get(ListenersRunning.ALIPAY_PLUS).url();
  }

  /** Where operators and Prometheus look. */
  public String adminUrl() {
    return listeners.get(ListenersRunning.ADMIN).url();
  }

  /**
   * Reads the configuration again, and all files that it names; all of it is in force when the
   * future completes, or nothing. Fails when there is no file to read.
   */
  public Future<Reload> reload(String by) {
    return source
        .map(file -> reloads.run(by, reloads.read(file)))
        .orElseGet(() -> Future.failedFuture("started without a file"));
  }

  /** Whether it may be sent traffic; not while it catches up after a restore. */
  public boolean isReady() {
    return health.isReady();
  }

  /** How it ends. */
  public Drain drain() {
    return drain;
  }

  /** Drains, for whoever need not know what was cut. */
  public Future<Void> close() {
    return drain.run().mapEmpty();
  }

  private Future<?> flush() {
    files.ifPresent(FileWatch::stop);
    vitals.stop();
    return storeWatch.stop().transform(stopped -> letGo());
  }

  private Future<Void> letGo() {
    return store.close().eventually(() -> Future.fromCompletionStage(tracing.close()));
  }

  private GatewayConfig config() {
    return inForce.config();
  }

  /** Everything that can be refused is looked at before anything is changed. */
  private Future<Void> turnTo(GatewayConfig next) {
    var before = inForce;
    if (rooms.fromAlipayPlus.isClosed()) {
      return Future.failedFuture("the gateway is stopping");
    }
    return vertx
        .executeBlocking(() -> Generation.of(vertx, next, providers, uses), false)
        .compose(made -> listeners.show(next.listeners(), before.config().listeners()).map(made))
        .compose(this::turnTo)
        .onSuccess(turned -> before.connections().retire(vertx));
  }

  private Future<Void> turnTo(Generation next) {
    return listeners.turnTo(next).map(turned -> inForce(next));
  }

  private @Nullable Void inForce(Generation next) {
    var config = next.config();
    policy.set(config.inquiry().policy());
    doors.turnTo(next);
    loops.turnTo(next);
    source.ifPresent(from -> from.log().accept(config.log()));
    level.configured(config.log().level());
    inForce = next;
    tellCertificates();
    return null;
  }

  private Handler<HttpServerRequest> admin() {
    var about =
        new AboutGateway(
            Build.version(),
            this::config,
            () -> inForce.cards(),
            uses::last,
            clock.instant(),
            alarms);
    return OperatorsDoor.of(
        vertx,
        about,
        () -> inForce.clientIds(),
        health,
        metrics,
        store,
        reloads,
        level,
        accessLog.captures(),
        loops::wake,
        clock);
  }

  private void turnTo(CryptoProvider fastest) {
    providers.turnTo(fastest);
    metrics.build(Build.version(), fastest.name());
    LOG.info("signing with rsa={}", fastest);
  }

  private void tellCertificates() {
    for (KeyCard card : inForce.cards()) {
      card.notAfter().ifPresent(end -> metrics.certificate(card.owner(), end));
    }
  }

  private Gateway started() {
    tellCertificates();
    vitals.start(listeners.loops(), this::isReady);
    health.note("backend", loops::backendState);
    health.note("backend for relayed calls", doors::relayedState);
    loops.start();
    door.away().ifPresent(storeWatch::down);
    storeWatch.start();
    files.ifPresent(FileWatch::start);
    health.started();
    LOG.info(
        "{} role={} backend={} alipayPlus={} admin={} rsa={}",
        isReady() ? "ready" : "started, not ready",
        config().role(),
        backendUrl(),
        alipayPlusUrl(),
        adminUrl(),
        providers.current());
    // Until then, the JDK signs.
    Future.fromCompletionStage(CryptoProvider.fastestSoon()).onSuccess(this::turnTo);
    return this;
  }

  private Future<Gateway> closeAfterFailedStart(Throwable cause) {
    var closed = listeners.close().transform(shut -> letGo());
    return closed.transform(gone -> Future.failedFuture(cause));
  }
}
