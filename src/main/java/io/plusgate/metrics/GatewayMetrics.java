package io.plusgate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plusgate.protocol.Direction;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Every meter of the gateway. Names, units and labels are a contract: dashboards and alert rules
 * depend on them. Labels are closed sets, so the number of series has a bound.
 */
public final class GatewayMetrics {
  /** Around the documented 5 s and 8 s deadlines, and fine where one signature (0.2 ms) shows. */
  private static final Duration[] BUCKETS =
      millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 4_500, 5_000, 7_500, 8_000, 12_000);

  private static final Duration[] SIGNATURE_BUCKETS =
      LongStream.of(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 25_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Object, Timer> timers = new ConcurrentHashMap<>();
  private final Map<Object, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Object, AtomicDouble> gauges = new ConcurrentHashMap<>();

  private final PaymentMetrics payments = new PaymentMetrics(registry);

  /** Those that say whether money is at risk. */
  public PaymentMetrics payments() {
    return payments;
  }

  /** One transaction or question to the store, until it was answered. */
  public void store(String operation, boolean succeeded, long nanos) {
    timers
        .computeIfAbsent(
            new StoreKey(operation, succeeded),
            key ->
                Timer.builder("plusgate.store")
                    .description("Calls to the store, from the call to its answer.")
                    .tags("operation", operation, "outcome", succeeded ? "done" : "failed")
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** One exchange from its first byte to its answer's last. */
  public void request(Direction direction, String api, Outcome outcome, long nanos) {
    timers
        .computeIfAbsent(
            new RequestKey(direction, api, outcome), key -> requestTimer(direction, api, outcome))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** One call to Alipay+, from the connection to the last byte of its answer. */
  public void upstream(String api, Outcome outcome, long nanos) {
    timers
        .computeIfAbsent(new UpstreamKey(api, outcome), key -> upstreamTimer(api, outcome))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** One RSA operation. */
  public void signature(SignatureOperation operation, String provider, long nanos) {
    timers
        .computeIfAbsent(
            new SignatureKey(operation, provider), key -> signatureTimer(operation, provider))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** One verdict on a signature: of an answer (outbound) or of a call (inbound). */
  public void verification(Direction direction, String verdict) {
    counters
        .computeIfAbsent(
            new VerificationKey(direction, verdict), key -> verificationCounter(direction, verdict))
        .increment();
  }

  /** One verified notification: first, duplicate, contradiction or refused. */
  public void notification(String api, String receipt) {
    counters
        .computeIfAbsent(
            new NotificationKey(api, receipt),
            key ->
                Counter.builder("plusgate.notifications")
                    .description("Verified notifications of Alipay+, by what they were to us.")
                    .tags("api", api, "receipt", receipt)
                    .register(registry))
        .increment();
  }

  /** One attempt to tell the backend: done, retry or parked. */
  public void delivery(String event, String verdict) {
    counters
        .computeIfAbsent(
            new DeliveryKey(event, verdict),
            key ->
                Counter.builder("plusgate.deliveries")
                    .description("Attempts to tell the backend, by how they went.")
                    .tags("event", event, "verdict", verdict)
                    .register(registry))
        .increment();
  }

  /** How many deliveries stand so, and how old the oldest is; told every few seconds. */
  public void deliveriesStanding(String state, long count, double oldestSeconds) {
    gauge("plusgate.deliveries.waiting", "Deliveries to the backend, by state.", state)
        .set((double) count);
    gauge("plusgate.delivery.oldest.seconds", "Age of the oldest delivery, by state.", state)
        .set(oldestSeconds);
  }

  /** Whether deliveries are slowed down because the backend cannot be reached. */
  public void backendBreaker(boolean open) {
    gauge(
            "plusgate.backend.breaker.open",
            "1 while the backend cannot be reached and one delivery at a time is tried.",
            Tags.empty())
        .set(open ? 1.0 : 0.0);
  }

  /** What the store remembers for ever, and what it keeps for now. */
  public void storeHolds(long receipts, long payloads, long payloadBytes) {
    gauge("plusgate.store.receipts", "Digests kept for ever.", Tags.empty()).set((double) receipts);
    gauge("plusgate.store.payloads", "Bodies kept for now.", Tags.empty()).set((double) payloads);
    gauge("plusgate.store.payload.bytes", "What the kept bodies weigh.", Tags.empty())
        .set((double) payloadBytes);
  }

  private AtomicDouble gauge(String name, String help, String state) {
    return gauge(name, help, Tags.of("state", state));
  }

  private AtomicDouble gauge(String name, String help, Tags tags) {
    return gauges.computeIfAbsent(
        new GaugeKey(name, tags),
        key -> {
          var value = new AtomicDouble();
          Gauge.builder(name, value, AtomicDouble::get)
              .description(help)
              .tags(tags)
              .register(registry);
          return value;
        });
  }

  /** Says once which build runs, on which Java, with which RSA provider. */
  public void build(String version, String provider) {
    var tags =
        Tags.of("version", version, "java", Runtime.version().toString(), "provider", provider);
    Gauge.builder("plusgate.build.info", () -> 1)
        .description("Always 1; the labels say what runs.")
        .tags(tags)
        .register(registry);
  }

  /** The text that Prometheus scrapes. */
  public String scrape() {
    return registry.scrape();
  }

  private Timer requestTimer(Direction direction, String api, Outcome outcome) {
    return Timer.builder("plusgate.request")
        .description("Exchanges with the backend (outbound) or with Alipay+ (inbound).")
        .tags("direction", label(direction), "api", api, "outcome", outcome.label())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Timer upstreamTimer(String api, Outcome outcome) {
    return Timer.builder("plusgate.upstream")
        .description("Calls to Alipay+, from the connection to the answer's last byte.")
        .tags("api", api, "outcome", outcome.label())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Timer signatureTimer(SignatureOperation operation, String provider) {
    return Timer.builder("plusgate.signature")
        .description("RSA operations.")
        .tags("operation", label(operation), "provider", provider)
        .serviceLevelObjectives(SIGNATURE_BUCKETS)
        .register(registry);
  }

  private Counter verificationCounter(Direction direction, String verdict) {
    return Counter.builder("plusgate.verifications")
        .description("Verdicts on signatures of answers (outbound) and of calls (inbound).")
        .tags("direction", label(direction), "verdict", verdict)
        .register(registry);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Duration[] millis(long... values) {
    return LongStream.of(values).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  private record RequestKey(Direction direction, String api, Outcome outcome) {}

  private record StoreKey(String operation, boolean succeeded) {}

  private record UpstreamKey(String api, Outcome outcome) {}

  private record SignatureKey(SignatureOperation operation, String provider) {}

  private record NotificationKey(String api, String receipt) {}

  private record DeliveryKey(String event, String verdict) {}

  private record GaugeKey(String name, Tags tags) {}

  /** A number that a scrape may read at any time. */
  private static final class AtomicDouble {
    private volatile double value;

    void set(double now) {
      value = now;
    }

    double get() {
      return value;
    }
  }

  private record VerificationKey(Direction direction, String verdict) {}
}
