package io.plusgate.simulation;

import io.plusgate.alipayplus.Answer;
import io.plusgate.config.DeadlinesConfig;
import io.plusgate.config.OutboundConfig;
import io.plusgate.config.StoreConfig.WhenDown;
import io.plusgate.inquiry.StepsDriver;
import io.plusgate.outbound.Journal;
import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Decision;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.InquirySchedule;
import io.plusgate.payment.Law;
import io.plusgate.payment.Payment;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Phase;
import io.plusgate.payment.Policy;
import io.plusgate.store.Claim;
import io.plusgate.store.MemoryStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One random history of one payment: the real journal, the real steps of the inquiry loop and the
 * real arbiter, between a backend, a store and an Alipay+ that go wrong until they are healthy.
 */
final class Story {
  private static final PaymentKey KEY = new PaymentKey("SANDBOX_5YC47N2ZQHJ004124", "p1");
  private static final Duration END = Duration.ofHours(60);
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Longer than any wait of the policies below, with its spread, and any lease. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(12);

  private final Dice dice;
  private final VirtualTime time;
  private final Machine gateway;
  private final MemoryStore kept;
  private final FaultyStore store;
  private final World alipay;
  private final Notifier notifier;
  private final SimulatedBackend backend;
  private final Duration healthyFrom;
  private final int storeTrouble;
  private final Law law = new Law();
  private final List<String> trace = new ArrayList<>();
  private final boolean traced;
  private StepsDriver steps;
  private Duration nextLook = END;

  /** Noted, because what is thrown inside a chain of futures only fails the chain. */
  private Optional<String> firstBroken = Optional.empty();

  /**
   * @param traced whether it notes what happens, for people
   */
  Story(long seed, boolean traced) {
    this.traced = traced;
    dice = new Dice(seed);
    time = new VirtualTime(start());
    gateway = new Machine(time);
    healthyFrom =
        dice.oneOf(
            Duration.ZERO,
            Duration.ofSeconds(20),
            Duration.ofMinutes(3),
            Duration.ofMinutes(30),
            Duration.ofHours(dice.below(26)));
    storeTrouble = dice.oneOf(0, 0, 5, 30);
    var arbiter = new Arbiter(policy());
    kept = new MemoryStore(arbiter, this::kept);
    store = new FaultyStore(kept, gateway, dice, this::storeFails, this::written);
    boolean lawful = !dice.in(20);
    notifier = new Notifier(time, gateway, store, KEY, dice);
    alipay = new World(time, gateway, dice, healthyFrom, lawful, this::ended);
    boolean journalsFirst = !dice.in(10);
    boolean refuses = dice.in(80);
    var journal =
        new Journal(
            store,
            arbiter,
            journalsFirst
                ? OutboundConfig.Journal.BEFORE_SEND
                : OutboundConfig.Journal.AFTER_ANSWER,
            refuses ? WhenDown.REFUSE : WhenDown.CONTINUE,
            DeadlinesConfig.defaults(),
            time,
            () -> {});
    boolean alwaysWritten = journalsFirst && refuses;
    backend =
        new SimulatedBackend(
            journal, KEY, gateway, dice, api -> sent(api, alwaysWritten), this::tell);
    steps = newSteps();
  }

  /** Every now and then just before the day ends at Alipay+, where cancels are closed. */
  private Instant start() {
    var midnight = Instant.parse("2026-11-25T16:00:00Z");
    return midnight.minus(dice.upTo(Duration.ofMinutes(dice.oneOf(5, 30, 1_440))));
  }

  private Policy policy() {
    var asks =
        new InquirySchedule(
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(30)),
            dice.oneOf(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10)));
    var cancels =
        new InquirySchedule(
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(10)),
            Duration.ofDays(1));
    return new Policy(Map.of(Policy.DEFAULT, asks), cancels, !dice.in(15), Duration.ofMinutes(5));
  }

  /** Lives it to the end and throws when a law was broken on the way. */
  void run() {
    gateway.start();
    lookIn(Duration.ZERO);
    backend.pays();
    for (int more = dice.below(3); more > 0; more--) {
      time.in(dice.upTo(Duration.ofMinutes(4)), backend::acts);
    }
    for (int more = dice.below(3); more > 0; more--) {
      time.in(dice.upTo(dice.oneOf(Duration.ofSeconds(15), Duration.ofMinutes(10))), this::die);
    }
    time.pass(END);
    kept.payment(KEY).ifPresent(this::checkTheEnd);
    if (firstBroken.isPresent()) {
      throw new AssertionError(firstBroken.get());
    }
  }

  /** How it ended; nothing when the payment was never written down. */
  Optional<Payment> ending() {
    return kept.payment(KEY);
  }

  List<String> trace() {
    return trace;
  }

  private StepsDriver newSteps() {
    return new StepsDriver(
        store,
        payment -> alipay.call("inquiryPayment"),
        payment -> cancelled(),
        Duration.ofSeconds(8),
        time,
        time::nanos,
        gateway::turn);
  }

  private Future<Answer> cancelled() {
    require(
        kept.payment(KEY).filter(payment -> payment.cancelAsked()).isPresent(),
        "a cancel was sent before the wish was written down");
    return alipay.call("cancelPayment");
  }

  private Future<Answer> sent(String api, boolean alwaysWritten) {
    require(
        !api.equals("pay") || !alwaysWritten || kept.payment(KEY).isPresent(),
        "a pay was sent before it was written down");
    return alipay.call(api);
  }

  private void ended() {
    notifier.notify(alipay.truth() == World.Truth.PAID);
  }

  private void die() {
    tell(() -> "the process dies");
    gateway.die();
    nextLook = END;
    time.in(
        dice.upTo(Duration.ofSeconds(dice.oneOf(1, 90))),
        () -> {
          if (!gateway.isUp()) {
            tell(() -> "the process starts");
            gateway.start();
            steps = newSteps();
            lookIn(Duration.ZERO);
          }
        });
  }

  /** As the due loop does, but only when something is due. */
  private void lookIn(Duration wait) {
    var at = time.passed().plus(wait);
    if (at.compareTo(nextLook) < 0) {
      nextLook = at;
      gateway.in(
          wait,
          () -> {
            if (nextLook.equals(at)) {
              nextLook = END;
              look();
            }
          });
    }
  }

  private void look() {
    int room = steps.room();
    if (room < 1) {
      lookIn(LOOK);
      return;
    }
    store
        .claimDuePayments(new Claim("simulated", time.instant(), LEASE, room))
        .onSuccess(due -> due.forEach(this::step))
        .onComplete(looked -> lookWhenDue());
  }

  private void step(Payment payment) {
    tell(() -> "step " + payment.next());
    steps.take(payment).onFailure(down -> tell(() -> "step not finished"));
  }

  private void lookWhenDue() {
    kept.nextDue()
        .map(due -> Duration.between(time.instant(), due))
        .ifPresent(wait -> lookIn(wait.compareTo(LOOK) < 0 ? LOOK : wait));
  }

  private boolean storeFails() {
    return time.passed().compareTo(healthyFrom) < 0 && dice.in(storeTrouble);
  }

  private void written() {
    kept.payment(KEY)
        .filter(payment -> !payment.phase().isFinal())
        .ifPresent(
            payment -> {
              var due = kept.nextDue();
              require(due.isPresent(), "nobody will ever look after it");
              require(due.get().isBefore(time.instant().plus(LONGEST_WAIT)), "left alone too long");
            });
    if (gateway.isUp()) {
      lookWhenDue();
    }
  }

  private void kept(Payment before, Evidence evidence, Decision decision) {
    tell(() -> evidence.source() + " " + evidence.words() + " -> " + decision.payment().phase());
    law.watch(before, evidence, decision);
  }

  private void checkTheEnd(Payment payment) {
    var phase = payment.phase();
    require(phase.isFinal(), "still " + phase + " long after everything is healthy");
    require(
        law.finalDeliveries() == 1 || backend.heardOf(phase),
        "nobody told the backend of " + phase);
    if (alipay.isLawful()) {
      require(phase != Phase.SUCCEEDED || alipay.everPaid(), "succeeded, but was never paid");
      require(phase != Phase.FAILED || !isPaidNow(), "failed, but Alipay+ has the payer's money");
      require(
          phase != Phase.CANCELLED || !isPaidNow(), "cancelled, but Alipay+ has the payer's money");
    }
  }

  private boolean isPaidNow() {
    return alipay.truth() == World.Truth.PAID;
  }

  private void tell(Supplier<String> what) {
    if (traced) {
      trace.add(time.passed() + " " + what.get());
    }
  }

  private void require(boolean holds, String broken) {
    if (!holds) {
      tell(() -> "BROKEN: " + broken);
      firstBroken = firstBroken.or(() -> Optional.of(broken));
    }
  }
}
