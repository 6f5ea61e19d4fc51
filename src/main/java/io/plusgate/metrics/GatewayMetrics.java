package io.plusgate.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** What the flows say about themselves, in their words; {@link Meter} is the catalogue. */
public final class GatewayMetrics {
  private final Exemplars exemplars;
  private final PrometheusMeterRegistry registry;
  private final Meters meters;
  private final Balance balance;
  private final RecentTraffic traffic;
  private final PaymentMetrics payments;
  private final LimitMetrics limits;
  private final DistributionSummary batches;

  public GatewayMetrics() {
    this(System::nanoTime, Exemplars.none());
  }

  /** With the ids of traces beside the buckets of the exchanges, for those that are told. */
  public static GatewayMetrics withExemplars() {
    return new GatewayMetrics(System::nanoTime, Exemplars.ofTraces());
  }

  /**
   * @param nanos a clock that only goes forward, for the flows' balance
   */
  public GatewayMetrics(LongSupplier nanos) {
    this(nanos, Exemplars.none());
  }

  private GatewayMetrics(LongSupplier nanos, Exemplars exemplars) {
    this.exemplars = exemplars;
    this.registry = exemplars.registry();
    // Each such gauge would bring every thread to a stop, in each scrape.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("jvm.threads.states"));
    this.meters = new Meters(registry);
    this.traffic = new RecentTraffic(meters);
    this.payments = new PaymentMetrics(meters);
    this.limits = new LimitMetrics(meters);
    this.batches = meters.summary(Meter.STORE_BATCH);
    this.balance = new Balance(meters, nanos);
  }

  /** Those that say whether money is at risk. */
  public PaymentMetrics payments() {
    return payments;
  }

  /** Those that say how near the limits are. */
  public LimitMetrics limits() {
    return limits;
  }

  /** The last minutes of the exchanges, for the console. */
  public RecentTraffic traffic() {
    return traffic;
  }

  /** To be called every {@link RecentTraffic#EVERY}. */
  public void remember() {
    traffic.take();
  }

  /** Something came into a flow; whatever becomes of it there must be counted once. */
  public void entered(Flow flow) {
    balance.entered(flow);
  }

  /** To be called every few seconds, so that what never comes out again is seen. */
  public void balance() {
    balance.mark();
  }

  /** One transaction or question to the store, until it was answered. */
  public void store(String operation, boolean succeeded, long nanos) {
    meters
        .timer(Meter.STORE, operation, succeeded ? "done" : "failed")
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** So many transactions were written together. */
  public void storeBatch(int transactions) {
    batches.record(transactions);
  }

  /** One exchange from its first byte to its answer's last. */
  public void request(
      Direction direction, String api, Outcome outcome, long nanos, TraceContext example) {
    var timer = meters.timer(Meter.REQUEST, direction.label(), api, outcome.label());
    exemplars.during(example, () -> timer.record(nanos, TimeUnit.NANOSECONDS));
  }

  /** One call to Alipay+, from the connection to the last byte of its answer. */
  public void upstream(String api, Outcome outcome, long nanos, TraceContext example) {
    var timer = meters.timer(Meter.UPSTREAM, api, outcome.label());
    exemplars.during(example, () -> timer.record(nanos, TimeUnit.NANOSECONDS));
  }

  /** One RSA operation. */
  public void signature(SignatureOperation operation, String provider, long nanos) {
    meters.timer(Meter.SIGNATURE, operation.label(), provider).record(nanos, TimeUnit.NANOSECONDS);
  }

  /** One verdict on a signature: of an answer (outbound) or of a call (inbound). */
  public void verification(Direction direction, String verdict) {
    meters.counter(Meter.VERIFICATIONS, direction.label(), verdict).increment();
  }

  /** One place in a call of the backend that breaks this rule. */
  public void lint(String api, String rule) {
    meters.counter(Meter.LINT, api, rule).increment();
  }

  /** One verified notification: first, duplicate, contradiction, refused or not_kept. */
  public void notification(String api, String receipt) {
    meters.counter(Meter.NOTIFICATIONS, api, receipt).increment();
  }

  /** One attempt to tell the backend: done, retry or parked. */
  public void delivery(String event, String verdict) {
    meters.counter(Meter.DELIVERIES, event, verdict).increment();
  }

  /** How many deliveries stand so, and how old the oldest is; told every few seconds. */
  public void deliveriesStanding(String state, long count, double oldestSeconds) {
    meters.gauge(Meter.DELIVERIES_WAITING, state).is(count);
    meters.gauge(Meter.DELIVERY_OLDEST, state).is(oldestSeconds);
  }

  /** Whether deliveries are slowed down because the backend cannot be reached. */
  public void backendBreaker(boolean open) {
    meters.gauge(Meter.BACKEND_BREAKER).is(open ? 1 : 0);
  }

  /** What the store remembers for ever, and what it keeps for now. */
  public void storeHolds(long receipts, long payloads, long payloadBytes) {
    meters.gauge(Meter.STORE_RECEIPTS).is(receipts);
    meters.gauge(Meter.STORE_PAYLOADS).is(payloads);
    meters.gauge(Meter.STORE_PAYLOAD_BYTES).is(payloadBytes);
  }

  /** How much room the disk of the embedded store has. */
  public void storeDiskFree(long bytes) {
    meters.gauge(Meter.STORE_DISK_FREE).is(bytes);
  }

  /** Alipay+'s clock minus ours, by its last verified answer. */
  public void clockOffset(Duration offset) {
    meters.gauge(Meter.CLOCK_OFFSET).is(offset.toMillis() / 1_000.0);
  }

  /** When the certificate that a listener shows ends. */
  public void certificate(String use, Instant notAfter) {
    meters.gauge(Meter.KEY_NOT_AFTER, use.toLowerCase(Locale.ROOT)).is(notAfter.getEpochSecond());
  }

  /** One reading of the configuration again: applied, unchanged or refused. */
  public void reload(String outcome) {
    meters.counter(Meter.RELOADS, outcome).increment();
    meters.gauge(Meter.RELOAD_REFUSED).is(outcome.equals("refused") ? 1 : 0);
  }

  /** Whether the files say something that waits for a restart. */
  public void restartNeeded(boolean waits) {
    meters.gauge(Meter.RESTART_NEEDED).is(waits ? 1 : 0);
  }

  /** A key has signed, or verified, a message of this direction. */
  public void keyUsed(String operation, String direction, String keyVersion, Instant at) {
    meters.gauge(Meter.KEY_LAST_USED, direction, operation, keyVersion).is(at.getEpochSecond());
  }

  /** How late the slowest event loop is, worked out when it is scraped. */
  public void eventLoopLag(DoubleSupplier seconds) {
    meters.gauge(Meter.EVENT_LOOP_LAG, seconds);
  }

  /** Whether the gateway says that it is ready, asked when it is scraped. */
  public void readiness(BooleanSupplier ready) {
    meters.gauge(Meter.READY, () -> ready.getAsBoolean() ? 1 : 0);
  }

  /** Says once which build runs, on which Java, with which RSA provider. */
  public void build(String version, String provider) {
    meters.gauge(Meter.BUILD_INFO, version, Runtime.version().toString(), provider).is(1);
  }

  /** Measures the process as well: memory, threads, processor, open files, uptime. */
  public void process() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /**
   * What Prometheus scrapes, in the format it asks for.
   *
   * @param contentType of {@link #contentType}
   */
  public String scrape(String contentType) {
    return registry.scrape(contentType);
  }

  /** OpenMetrics, which can carry exemplars, for whoever accepts it; the text format otherwise. */
  public static String contentType(String accept) {
    return accept.contains("application/openmetrics-text")
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";
  }
}
