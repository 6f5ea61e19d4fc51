package io.plusgate.demo;

import io.plusgate.simulator.Chance;
import io.plusgate.simulator.Fault;
import io.plusgate.simulator.NotificationPlan;
import io.plusgate.simulator.OpenChoices;
import io.plusgate.simulator.Script;
import io.plusgate.simulator.SimulatorSettings;
import io.plusgate.simulator.WaitChoices;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The house of the joined run: short waits, and faults of every kind. */
final class JoinedHouse {
  /** Waits short enough for a run, long enough for a slow machine to do some of it in time. */
  static final String SECTIONS =
      """
      inquiry:
        schedules:
          default: { gaps: [500ms, 1s, 2s], for: 15s }
          OrderCode: { gaps: [1s, 2s], for: 20s }
          EntryCode: { gaps: [1s, 2s], for: 20s }
        cancel: { gaps: [500ms, 1s, 2s] }
        perSecond: 100000
        perSecondPerClient: 100000
      delivery: { retry: [200ms, 1s, 2s] }
      handover: { gaps: [300ms, 1s, 2s] }
      deadlines: { pay: 3s, inquiryPayment: 2s, cancelPayment: 2s, userInitiatedPay: 3s, getPaymentCode: 2s, notifyPayment: 2s }
      """;

  private static final Set<Fault> NOT_OF_ANSWERS = EnumSet.of(Fault.NONE, Fault.REPEATED);

  /** What a caller cannot do to a call. */
  private static final Set<Fault> NOT_OF_CALLS =
      EnumSet.of(Fault.NONE, Fault.HTTP_500, Fault.GARBAGE, Fault.TRAFFIC_LIMIT);

  private static final Duration LATE = Duration.ofMillis(700);

  private JoinedHouse() {}

  static FlowHouse house(Vertx vertx, long seed) {
    return new FlowHouse(vertx, SECTIONS, usual -> settings(usual, seed));
  }

  static SimulatorSettings settings(SimulatorSettings usual, long seed) {
    var waits =
        new WaitChoices(
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            List.of(
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofSeconds(4),
                Duration.ofSeconds(4),
                Duration.ofSeconds(4)),
            Duration.ofSeconds(1),
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2)),
            Duration.ofMillis(700));
    return usual
        .withSeed(seed)
        .withChoices(
            OpenChoices.DEFAULTS
                .withCodePaidAfter(Optional.empty())
                .withCancelOfUnknownSucceeds(true)
                .withWaits(waits)
                .withKept(200, 100_000));
  }

  /** Each kind strikes this share of the calls it is possible for. */
  static void faults(Script script, double share) {
    for (Fault fault : EnumSet.complementOf(EnumSet.copyOf(NOT_OF_ANSWERS))) {
      script.chance(Chance.answer(fault, share));
    }
    for (Fault fault : EnumSet.complementOf(EnumSet.copyOf(NOT_OF_CALLS))) {
      script.chance(Chance.call(fault, share));
    }
    for (var kind : EnumSet.complementOf(EnumSet.of(NotificationPlan.Kind.NORMAL))) {
      script.chance(Chance.notification(kind, share));
    }
    script.chance(Chance.late(Chance.Way.TO_ALIPAY_PLUS, LATE, share));
    script.chance(Chance.late(Chance.Way.TO_PARTNER, LATE, share));
  }
}
