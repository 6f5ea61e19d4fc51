package io.plusgate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The meters that say whether money is at risk. */
public final class PaymentMetrics {
  private final MeterRegistry registry;
  private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();
  private final Map<List<String>, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

  PaymentMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** One inquiry of the gateway's own, by how it was answered. */
  public void inquiry(String outcome) {
    count("plusgate.inquiries", "Inquiries of the gateway's own, by outcome.", "outcome", outcome);
  }

  /** One cancel of the gateway's own, by how it was answered. */
  public void cancel(String outcome) {
    count("plusgate.cancels", "Cancels of the gateway's own, by outcome.", "outcome", outcome);
  }

  /** Two statements that can't both be true. */
  public void contradiction(String kind) {
    count("plusgate.contradictions", "Contradicting statements on payments.", "kind", kind);
  }

  /** Something that a person has to know. */
  public void alarm(String kind) {
    count("plusgate.alarms", "What a person has to know, by kind.", "kind", kind);
  }

  /** A payment has come into a phase. */
  public void transition(String phase) {
    count("plusgate.transitions", "Payments that came into a phase.", "phase", phase);
  }

  /** How many payments are in a phase, and how old the oldest is; told every few seconds. */
  public void open(String phase, long count, double oldestSeconds) {
    var tags = Tags.of("phase", phase);
    gauge("plusgate.payments.open", "Payments that are not final, by phase.", tags)
        .set((double) count);
    gauge("plusgate.payment.oldest.open.seconds", "Age of the oldest of them, by phase.", tags)
        .set(oldestSeconds);
  }

  /** The money of the payments in a phase, in the currency's smallest unit. */
  public void atRisk(String phase, String currency, long value) {
    var tags = Tags.of("currency", currency, "phase", phase);
    gauge("plusgate.amount.at.risk", "Money in payments without a final result.", tags)
        .set((double) value);
  }

  private void count(String name, String help, String label, String value) {
    counters
        .computeIfAbsent(
            List.of(name, value),
            key -> Counter.builder(name).description(help).tags(label, value).register(registry))
        .increment();
  }

  private AtomicReference<Double> gauge(String name, String help, Tags tags) {
    return gauges.computeIfAbsent(
        List.of(name, tags.toString()),
        key -> {
          var value = new AtomicReference<Double>(0.0);
          Gauge.builder(name, value, AtomicReference::get)
              .description(help)
              .tags(tags)
              .register(registry);
          return value;
        });
  }
}
