package io.plusgate.app;

import io.plusgate.admin.AboutGateway;
import io.plusgate.admin.Alarms;
import io.plusgate.admin.Health;
import io.plusgate.admin.KeyCard;
import io.plusgate.backend.BackendClient;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.ListenerConfig;
import io.plusgate.delivery.DeliveryLoop;
import io.plusgate.http.AccessLog;
import io.plusgate.http.HttpListener;
import io.plusgate.http.LastHeard;
import io.plusgate.inbound.InboundHandler;
import io.plusgate.inbound.SingleFlight;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.outbound.BackendDoor;
import io.plusgate.outbound.Journal;
import io.plusgate.outbound.OutboundLint;
import io.plusgate.outbound.PaymentWaiters;
import io.plusgate.payment.Arbiter;
import io.plusgate.signature.ClientKeys;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.store.Store;
import io.plusgate.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running gateway. Read top to bottom: what it is made of, in which order it starts, and how it
 * stops without dropping what it has begun.
 */
public final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Vertx vertx;
  private final GatewayConfig config;
  private final InstantSource clock;
  private final GatewayMetrics metrics;
  private final Tracing tracing;
  private final Health health = new Health();
  private final AccessLog accessLog;
  private final Rooms rooms;
  private final OutboundLint lint;
  private final SingleFlight flights = new SingleFlight();
  private final Map<String, ClientKeys> keys;
  private final List<KeyCard> cards;
  private final ProviderSwitch providers = new ProviderSwitch(CryptoProvider.jdk());
  private final Alarms alarms;
  private final StoreDoor door;
  private final Store store;
  private final AlipayPlusClients clients;
  private final LastHeard relayed = new LastHeard();
  private final DeliveryLoop deliveries;
  private final Journal journal;
  private final PaymentWaiters waiters;
  private final Loops loops;
  private final StoreWatch storeWatch;
  private final ListenersRunning listeners = new ListenersRunning();
  private final Vitals vitals;
  private final Drain drain;

  private Gateway(
      Vertx vertx,
      GatewayConfig config,
      KeyLoading loading,
      StoreDoor door,
      Arbiter arbiter,
      InstantSource clock) {
    this.vertx = vertx;
    this.config = config;
    this.keys = loading.keys(providers);
    this.cards = KeyInventory.of(loading, config.listeners());
    this.clock = clock;
    this.tracing = Tracing.of(config.tracing(), Build.version(), clock);
    this.metrics = tracing.isOn() ? GatewayMetrics.withExemplars() : new GatewayMetrics();
    cards.forEach(card -> card.notAfter().ifPresent(end -> metrics.certificate(card.owner(), end)));
    this.vitals = new Vitals(vertx, metrics);
    this.accessLog = new AccessLog(metrics, tracing, clock);
    this.alarms = new Alarms(clock);
    this.door = door;
    this.store = new ObservedStore(door, metrics, alarms);
    this.clients = new AlipayPlusClients(vertx, config, keys, metrics, clock);
    var owner = UUID.randomUUID().toString();
    this.deliveries =
        new DeliveryLoop(
            vertx,
            vertx.getOrCreateContext(),
            store,
            new BackendClient(vertx, config.backend(), config.limits().bodyBytes()),
            config.backend(),
            config.delivery(),
            metrics,
            accessLog,
            tracing,
            clock,
            owner);
    this.journal =
        new Journal(
            store,
            arbiter,
            config.outbound().journal(),
            config.store().whenDown(),
            config.deadlines(),
            clock,
            deliveries::wake);
    this.waiters = new PaymentWaiters(config.limits().waiters());
    store.watch(waiters::changed);
    this.loops =
        new Loops(
            vertx,
            config,
            clients.forOneLoop(),
            store,
            metrics,
            accessLog,
            clock,
            owner,
            deliveries);
    this.storeWatch = new StoreWatch(vertx, store, config.store(), health, metrics, clock);
    this.rooms = new Rooms(config.limits());
    this.lint = new OutboundLint(config.lint(), metrics);
    this.drain =
        new Drain(vertx, config, health, rooms.all(), waiters, listeners, loops, this::flush);
  }

  /**
   * Starts the gateway; the future completes when all three doors are open. Fails, naming what is
   * wrong, when a key, an address or the store can't be used; then nothing keeps running. A store
   * that is only away is waited for: the gateway starts and is not ready.
   */
  public static Future<Gateway> start(Vertx vertx, GatewayConfig config, InstantSource clock) {
    try {
      var loading = KeyLoading.of(config.clients());
      loading.log();
      var usable = loading.usable();
      var arbiter = new Arbiter(config.inquiry().policy());
      return StoreDoor.of(() -> StoreOpening.open(vertx, config.store(), arbiter))
          .map(door -> new Gateway(vertx, config, usable, door, arbiter, clock))
          .compose(Gateway::open);
    } catch (IllegalArgumentException unusableKeys) {
      return Future.failedFuture(unusableKeys);
    }
  }

  private Future<Gateway> open() {
    // The native library takes 0.3 s to load: listen with the JDK's RSA meanwhile.
    Future.fromCompletionStage(CryptoProvider.fastest(ForkJoinPool.commonPool()))
        .onSuccess(this::turnTo);
    return listen("admin", config.listeners().admin(), 1, this::admin)
        .compose(admin -> listen("backend", config.listeners().backend(), loops(), this::outbound))
        .compose(
            backend ->
                listen("alipayPlus", config.listeners().alipayPlus(), loops(), this::inbound))
        .map(this::ready)
        .recover(this::closeAfterFailedStart);
  }

  /** Where the backend calls, e.g. {@code http://127.0.0.1:8080}. */
  public String backendUrl() {
    return listeners.get("backend").url();
  }

  /** Where Alipay+ calls. */
  public String alipayPlusUrl() {
    return listeners.get("alipayPlus").url();
  }

  /** Where operators and Prometheus look. */
  public String adminUrl() {
    return listeners.get("admin").url();
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
    vitals.stop();
    return storeWatch
        .stop()
        .transform(stopped -> store.close())
        .eventually(() -> Future.fromCompletionStage(tracing.close()));
  }

  private Handler<HttpServerRequest> admin() {
    var about = new AboutGateway(Build.version(), config, cards, clock.instant(), alarms);
    return OperatorsDoor.of(
        vertx, about, health, metrics, store, accessLog.captures(), deliveries::wake, clock);
  }

  private Handler<HttpServerRequest> outbound() {
    return new BackendDoor(
        vertx,
        config,
        clients.forOneLoop(),
        rooms.fromBackend,
        accessLog,
        lint,
        store,
        journal,
        waiters,
        clock);
  }

  private Handler<HttpServerRequest> inbound() {
    return new InboundHandler(
        config.role(),
        keys,
        config.backend(),
        new BackendClient(vertx, config.backend(), config.limits().bodyBytes()),
        relayed,
        flights,
        config.deadlines(),
        config.inbound(),
        config.limits(),
        rooms.fromAlipayPlus,
        accessLog,
        store,
        deliveries::wake,
        metrics,
        clock);
  }

  private Future<HttpListener> listen(
      String name,
      ListenerConfig listener,
      int loops,
      Supplier<Handler<HttpServerRequest>> handlers) {
    return HttpListener.start(vertx, name, listener, config.limits(), loops, handlers)
        .map(open -> listeners.add(name, open));
  }

  private void turnTo(CryptoProvider fastest) {
    providers.turnTo(fastest);
    metrics.build(Build.version(), fastest.name());
    LOG.info("signing with rsa={}", fastest);
  }

  private Gateway ready(HttpListener last) {
    vitals.start(listeners.loops(), health::isReady);
    health.note("backend", deliveries::backendState);
    health.note("backend for relayed calls", relayed::words);
    clients.noteIn(health);
    loops.start();
    door.away().ifPresent(storeWatch::down);
    storeWatch.start();
    health.started();
    LOG.info(
        "ready role={} backend={} alipayPlus={} admin={} rsa={}",
        config.role(),
        backendUrl(),
        last.url(),
        adminUrl(),
        providers.current());
    return this;
  }

  private Future<Gateway> closeAfterFailedStart(Throwable cause) {
    return listeners
        .close()
        .transform(closed -> store.close())
        .transform(closed -> Future.fromCompletionStage(tracing.close()))
        .transform(closed -> Future.failedFuture(cause));
  }

  /** As many event loops as there are processors for us, so that signing uses them all. */
  private static int loops() {
    return Runtime.getRuntime().availableProcessors();
  }
}
