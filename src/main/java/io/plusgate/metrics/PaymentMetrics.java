package io.plusgate.metrics;

import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The meters that say whether money is at risk. */
public final class PaymentMetrics {
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private final Meters meters;

  PaymentMetrics(Meters meters) {
    this.meters = meters;
  }

  /** One inquiry of the gateway's own, by how it was answered. */
  public void inquiry(String outcome) {
    meters.counter(Meter.INQUIRIES, outcome).increment();
  }

  /** One cancel of the gateway's own, by how it was answered. */
  public void cancel(String outcome) {
    meters.counter(Meter.CANCELS, outcome).increment();
  }

  /** An alarm that may be raised: seen at 0 before, or the first one would be no increase. */
  public void alarmExpected(String kind, boolean contradiction) {
    meters.counter(Meter.ALARMS, kind).increment(0);
    if (contradiction) {
      meters.counter(Meter.CONTRADICTIONS, kind).increment(0);
    }
  }

  /** Two statements that can't both be true. */
  public void contradiction(String kind) {
    meters.counter(Meter.CONTRADICTIONS, kind).increment();
  }

  /** Something that a person has to know. */
  public void alarm(String kind) {
    meters.counter(Meter.ALARMS, kind).increment();
  }

  /** A payment has come into a phase. */
  public void transition(String phase) {
    meters.counter(Meter.TRANSITIONS, phase).increment();
  }

  /** How many payments are in a phase, and how old the oldest is; told every few seconds. */
  public void open(String phase, long count, double oldestSeconds) {
    meters.gauge(Meter.PAYMENTS_OPEN, phase).is(count);
    meters.gauge(Meter.PAYMENT_OLDEST, phase).is(oldestSeconds);
  }

  /** How many payments of a restored store Alipay+ was not heard on; told every few seconds. */
  public void awaitingCatchUp(long count) {
    meters.gauge(Meter.RESTORED_WAITING).is(count);
  }

  /**
   * All the money at risk now, in each currency's smallest unit; what is not told is nothing. A
   * currency that Java does not know is "other", so that the label stays a closed set.
   */
  public void atRisk(List<Sum> sums) {
    Map<List<String>, Long> now = new HashMap<>();
    for (var sum : sums) {
      String currency = CURRENCIES.contains(sum.currency()) ? sum.currency() : "other";
      now.merge(List.of(currency, sum.phase()), sum.value(), Long::sum);
    }
    meters.setAll(Meter.AMOUNT_AT_RISK, now);
  }

  /** The money of the payments of one currency in one phase. */
  public record Sum(String phase, String currency, long value) {}
}
