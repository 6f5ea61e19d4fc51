package io.plusgate.config;

import static java.util.Map.entry;

import io.plusgate.payment.InquirySchedule;
import io.plusgate.payment.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How the gateway finds out how a payment ended.
 *
 * @param then what happens when the schedule is over and the payment is still open
 * @param schedules by product: a value of {@code paymentFactor.inStorePaymentScenario}, {@link
 *     #CASHIER}, {@link #AUTO_DEBIT} or {@link #DEFAULT}; always has {@link #DEFAULT}
 * @param cancelGaps waits between cancels; the last one repeats until a verified {@code S}
 * @param perSecond most calls of the loop per second, all clients together
 * @param perSecondPerClient most calls of the loop per second for one client
 * @param silentAfter after this, a payment that inquiry ended should have had its notification
 */
public record InquiryConfig(
    Then then,
    Map<String, ScheduleConfig> schedules,
    List<Duration> cancelGaps,
    int perSecond,
    int perSecondPerClient,
    Duration silentAfter) {

  /** The schedule of everything that has none of its own. */
  public static final String DEFAULT = Policy.DEFAULT;

  /** Payments with {@code isCashierPayment} and no {@code inStorePaymentScenario}. */
  public static final String CASHIER = Policy.CASHIER;

  /** Payments with {@code isAgreementPayment}. */
  public static final String AUTO_DEBIT = "AutoDebit";

  // Alipay+ documents 30 to 60 asks in 180 s for the codes, 10 min with growing gaps for Cashier,
  // 3 s for 60 s for Auto Debit; the default is the acquirer demo's ladder over the one minute that
  // a user-presented payment lives (protocol.md 7.1).
  private static final Map<String, ScheduleConfig> DEFAULT_SCHEDULES =
      Map.ofEntries(
          entry(DEFAULT, ScheduleConfig.of("60s", "2s", "2s", "3s", "3s", "5s", "5s", "10s")),
          entry("OrderCode", ScheduleConfig.of("180s", "5s")),
          entry("EntryCode", ScheduleConfig.of("180s", "5s")),
          entry(CASHIER, ScheduleConfig.of("10m", "2s", "3s", "5s", "5s", "10s", "15s", "30s")),
          entry(AUTO_DEBIT, ScheduleConfig.of("60s", "3s")));

  public InquiryConfig {
    cancelGaps = List.copyOf(cancelGaps);
    schedules = Map.copyOf(withDefaults(schedules));
    Checks.of("inquiry")
        .gaps("cancel.gaps", cancelGaps, Duration.ofMillis(100))
        .between("perSecond", perSecond, 1, 100_000)
        .between("perSecondPerClient", perSecondPerClient, 1, 100_000)
        .between("silentAfter", silentAfter, Duration.ofSeconds(1), Duration.ofDays(1))
        .done();
  }

  public static InquiryConfig defaults() {
    return new InquiryConfig(
        Then.CANCEL,
        DEFAULT_SCHEDULES,
        Durations.list("2s", "5s", "10s", "30s", "1m"),
        200,
        100,
        Duration.ofMinutes(5));
  }

  /** The schedule of a product; the default one when it has none of its own. */
  ScheduleConfig schedule(String product) {
    return schedules.getOrDefault(product, Objects.requireNonNull(schedules.get(DEFAULT)));
  }

  /** What the arbiter needs of all this. */
  public Policy policy() {
    Map<String, InquirySchedule> byProduct = new TreeMap<>();
    schedules.forEach(
        (product, schedule) ->
            byProduct.put(product, new InquirySchedule(schedule.gaps(), schedule.forTime())));
    var cancel = new InquirySchedule(cancelGaps, Duration.ofDays(1));
    return new Policy(byProduct, cancel, then == Then.CANCEL, silentAfter);
  }

  private static Map<String, ScheduleConfig> withDefaults(Map<String, ScheduleConfig> given) {
    var all = new TreeMap<>(DEFAULT_SCHEDULES);
    all.putAll(given);
    return all;
  }

  /** What happens to a payment that is open after its schedule. */
  public enum Then {
    /** It is cancelled at Alipay+ until that is verified. */
    CANCEL,
    /** It is reported and stays open; the backend decides. */
    REPORT
  }
}
