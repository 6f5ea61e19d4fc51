package io.plusgate.delivery;

import io.plusgate.backend.BackendClient;
import io.plusgate.backend.BackendReply;
import io.plusgate.backend.WebhookSignature;
import io.plusgate.config.BackendConfig;
import io.plusgate.config.DeliveryConfig;
import io.plusgate.crash.CrashPoint;
import io.plusgate.http.AccessLog;
import io.plusgate.http.TraceHeaders;
import io.plusgate.metrics.Flow;
import io.plusgate.metrics.GatewayMetrics;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.store.Claim;
import io.plusgate.store.ClaimedDelivery;
import io.plusgate.store.Delivery;
import io.plusgate.store.DeliveryVerdict;
import io.plusgate.store.Recipient;
import io.plusgate.store.Store;
import io.plusgate.tracing.Tracing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains the queue: claims what is due, posts it, says how it went. Everything it knows is in the
 * store, so a crash loses nothing: what was claimed is due again when its lease ends.
 *
 * <p>Runs on one event loop; {@link #wake} may be called from anywhere.
 */
public final class DeliveryLoop {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
  private static final long LOOK_MILLIS = 500;

  /** More than the longest attempt, so that a living gateway never loses what it works on. */
  private static final Duration LEASE_BEYOND_TIMEOUT = Duration.ofSeconds(20);

  private final Vertx vertx;
  private final Context context;
  private final Store store;
  private final BackendClient backend;
  private final BackendConfig routes;
  private final DeliveryConfig config;
  private final RetrySchedule schedule;
  private final Optional<WebhookSignature> signature;
  private final GatewayMetrics metrics;
  private final AccessLog log;
  private final Tracing tracing;
  private final InstantSource clock;
  private final String owner;
  private final Breaker breaker = new Breaker();
  private final Promise<Void> idle = Promise.promise();
  private volatile String backendState = "not yet called";
  private long timer;
  private final AtomicInteger inFlight = new AtomicInteger();
  private boolean claiming;
  private boolean wokenMeanwhile;
  private boolean stopped;

  /**
   * @param owner names this start of this gateway in the leases
   */
  public DeliveryLoop(
      Vertx vertx,
      Context context,
      Store store,
      BackendClient backend,
      BackendConfig routes,
      DeliveryConfig config,
      GatewayMetrics metrics,
      AccessLog log,
      Tracing tracing,
      InstantSource clock,
      String owner) {
    this.vertx = vertx;
    this.context = context;
    this.store = store;
    this.backend = backend;
    this.routes = routes;
    this.config = config;
    this.schedule = new RetrySchedule(config, () -> ThreadLocalRandom.current().nextDouble());
    this.signature = routes.webhookSecret().map(secret -> WebhookSignature.of(secret.text()));
    this.metrics = metrics;
    this.log = log;
    this.tracing = tracing;
    this.clock = clock;
    this.owner = owner;
  }

  public void start() {
    metrics.backendBreaker(breaker.isOpen());
    context.runOnContext(
        start -> {
          timer = vertx.setPeriodic(LOOK_MILLIS, look -> claim());
          claim();
        });
  }

  /** Something may be due. */
  public void wake() {
    context.runOnContext(now -> claim());
  }

  /** Whether the backend can be reached, in words. */
  public String backendState() {
    return backendState;
  }

  /** Claims nothing more; completes when what is in flight has ended. */
  public Future<Void> stop() {
    context.runOnContext(
        now -> {
          stopped = true;
          vertx.cancelTimer(timer);
          endIfIdle();
        });
    return idle.future();
  }

  /** How many are on their way now. */
  public int inFlight() {
    return inFlight.get();
  }

  private void claim() {
    int room = breaker.room(config.parallel() - inFlight.get(), inFlight.get(), clock.instant());
    if (stopped || room < 1) {
      return;
    }
    if (claiming) {
      wokenMeanwhile = true;
      return;
    }
    claiming = true;
    wokenMeanwhile = false;
    var lease = config.timeout().plus(LEASE_BEYOND_TIMEOUT);
    // Composed, so that what throws is a failed claim, and not the end of the loop.
    Future.succeededFuture(lease)
        .map(held -> new Claim(owner, clock.instant(), held, room))
        .compose(claim -> store.claimDeliveries(Recipient.BACKEND, claim))
        .onComplete(this::claimed, this::notClaimed);
  }

  private void claimed(List<ClaimedDelivery> deliveries) {
    claiming = false;
    if (!deliveries.isEmpty()) {
      breaker.probes();
    }
    deliveries.forEach(this::deliver);
    if (wokenMeanwhile) {
      claim();
    }
    endIfIdle();
  }

  /** The store is down: the next look tries again. */
  private void notClaimed(Throwable down) {
    claiming = false;
    LOG.debug("nothing claimed", down);
    endIfIdle();
  }

  private void deliver(ClaimedDelivery claimed) {
    CrashPoint.CLAIMED.passed();
    metrics.entered(Flow.DELIVERIES);
    inFlight.incrementAndGet();
    Future.succeededFuture(claimed)
        .map(due -> DeliveryAttempt.begin(due, tracing))
        .compose(this::carryOut)
        .onSuccess(finished -> CrashPoint.FINISHED.passed())
        .onFailure(down -> LOG.warn("delivery not finished; it is due again later", down))
        .onComplete(ended -> ended());
  }

  private Future<Boolean> carryOut(DeliveryAttempt attempt) {
    return attempt(attempt).compose(verdict -> finish(attempt, verdict));
  }

  private Future<DeliveryVerdict> attempt(DeliveryAttempt attempt) {
    var delivery = attempt.delivery();
    return routes.routes().stream()
        .filter(route -> route.api().equals(routedAs(delivery)))
        .findFirst()
        .map(route -> post(route.to(), attempt))
        .orElseGet(() -> Future.succeededFuture(withoutRoute(delivery)));
  }

  private Future<DeliveryVerdict> post(String to, DeliveryAttempt attempt) {
    var payload = attempt.claimed().payload();
    var headers = DeliveryHeaders.of(attempt.delivery(), payload, signature, clock.instant());
    TraceHeaders.write(attempt.step().context(), headers);
    return backend
        .post(to, headers, Buffer.buffer(payload.body()), config.timeout())
        .map(reply -> verdict(attempt.delivery(), reply));
  }

  private DeliveryVerdict verdict(Delivery delivery, BackendReply reply) {
    if (breaker.heard(reply, clock.instant())) {
      metrics.backendBreaker(breaker.isOpen());
      LOG.warn("backend {}", breaker.isOpen() ? breaker.words() : "reachable again");
    }
    backendState = breaker.words();
    return schedule.verdict(delivery, reply, clock.instant());
  }

  private Future<Boolean> finish(DeliveryAttempt attempt, DeliveryVerdict verdict) {
    CrashPoint.ANSWERED.passed();
    attempt.ended(verdict, log);
    var delivery = attempt.delivery();
    String word = DeliveryAttempt.word(verdict);
    metrics.delivery(delivery.event(), word);
    if (word.equals("parked")) {
      LOG.warn("delivery parked webhookId={} note={}", delivery.webhookId(), verdict.note());
    }
    return store.finishDelivery(attempt.claimed().lease(), verdict, clock.instant());
  }

  private void ended() {
    inFlight.decrementAndGet();
    claim();
    endIfIdle();
  }

  private void endIfIdle() {
    if (stopped && inFlight.get() == 0 && !claiming) {
      idle.tryComplete();
    }
  }

  /** Results of payments go where notifyPayment goes, whichever API brought them (design 7). */
  private static String routedAs(Delivery delivery) {
    return delivery.event().startsWith("payment.") ? ApiCatalog.NOTIFY_PAYMENT : delivery.api();
  }

  private static DeliveryVerdict withoutRoute(Delivery delivery) {
    return new DeliveryVerdict.Parked("no route in backend.routes for api " + routedAs(delivery));
  }
}
