package io.plusgate.demo;

import static java.util.function.Predicate.not;

import io.plusgate.demo.SampleWallet.Standing;
import io.plusgate.simulator.BookedPayment;
import io.plusgate.simulator.Chance;
import io.plusgate.simulator.Fault;
import io.plusgate.simulator.NotificationPlan;
import io.plusgate.simulator.OpenChoices;
import io.plusgate.simulator.Script;
import io.plusgate.simulator.SimulatorSettings;
import io.plusgate.simulator.WaitChoices;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many payments from an acquirer's backend through its gateway, Alipay+ and a wallet's gateway to
 * the wallet's backend and back, while every kind of fault strikes its share of all calls.
 */
final class JoinedRun {
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
  private static final int TRIES = 30;

  private final FlowHouse house;
  private final int payments;
  private final int workers;
  private final Map<String, String> answered = new ConcurrentHashMap<>();
  private final Map<String, String> phases = new ConcurrentHashMap<>();

  JoinedRun(FlowHouse house, int payments, int workers) {
    this.house = house;
    this.payments = payments;
    this.workers = workers;
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

  static String id(int number) {
    return "joined-%05d".formatted(number);
  }

  /** Completes when the acquirer's gateway has an end of every payment. */
  Future<?> walk() {
    return Future.join(IntStream.range(0, workers).mapToObj(this::work).toList());
  }

  private Future<Void> work(int number) {
    return number >= payments
        ? Future.succeededFuture()
        : one(number).compose(done -> work(number + workers));
  }

  private Future<Void> one(int number) {
    String id = id(number);
    Future<?> paid =
        switch (number % 10) {
          case 7 -> userPresented(id, amount(number)).compose(done -> cancel(id));
          case 8 -> scanned(house.flows.acquirer().payOrderCode(id, amount(number)));
          case 9 ->
              scanned(house.flows.acquirer().payEntryCode(id, amount(number), "AlipayConnect"));
          default -> userPresented(id, amount(number));
        };
    return paid.otherwiseEmpty().compose(done -> ended(id, TRIES));
  }

  /** No amount of the table: chance alone is to decide. */
  private static String amount(int number) {
    return String.valueOf(1_000 + number % 8_000);
  }

  private Future<?> userPresented(String id, String amount) {
    return again(house.flows.wallet()::paymentCode, TRIES)
        .compose(code -> house.flows.acquirer().payUserPresented(id, amount, code))
        .onSuccess(reply -> answered.put(id, reply.status() == 200 ? reply.resultStatus() : "U"));
  }

  private Future<?> scanned(Future<Caller.Reply> pay) {
    return pay.compose(
        reply ->
            code(reply.json())
                .<Future<?>>map(this::scanAndConfirm)
                .orElseGet(Future::succeededFuture));
  }

  private Future<?> scanAndConfirm(String code) {
    var wallet = house.flows.wallet();
    return again(() -> wallet.userInitiatedPay(code).compose(JoinedRun::order), TRIES)
        .compose(
            order -> {
              house.demo.backend().wallet().show(order, "demo-user");
              return again(
                  () ->
                      wallet.confirm(
                          order.getString("paymentRequestId"), order.getString("paymentNotifyUrl")),
                  TRIES);
            });
  }

  private Future<Void> cancel(String id) {
    return again(
            () ->
                house
                    .flows
                    .acquirer()
                    .cancel(id)
                    .compose(
                        reply ->
                            reply.resultStatus().equals("S")
                                ? Future.succeededFuture(reply)
                                : Future.failedFuture("not cancelled")),
            TRIES)
        .onSuccess(cancelled -> answered.put(id, "cancelled"))
        .mapEmpty();
  }

  private Future<Void> ended(String id, int tries) {
    return house
        .flows
        .acquirer()
        .payment(id, 20)
        .compose(
            known -> {
              String phase = known.getString("phase", "none");
              phases.put(id, phase);
              boolean open = List.of("sent", "open", "cancelling").contains(phase);
              return open && tries > 0 ? ended(id, tries - 1) : Future.succeededFuture();
            });
  }

  private static Future<JsonObject> order(JsonObject answer) {
    return answer.containsKey("paymentRequestId")
        ? Future.succeededFuture(answer)
        : Future.failedFuture("no order");
  }

  private static Optional<String> code(JsonObject answer) {
    JsonObject form = answer.getJsonObject("orderCodeForm", new JsonObject());
    JsonArray details = form.getJsonArray("codeDetails", new JsonArray());
    return details.isEmpty()
        ? Optional.ofNullable(answer.getString("paymentUrl"))
        : Optional.of(details.getJsonObject(0).getString("codeValue"));
  }

  private <T> Future<T> again(Supplier<Future<T>> step, int tries) {
    Future<T> tried;
    try {
      tried = step.get();
    } catch (RuntimeException broken) {
      tried = Future.failedFuture(broken);
    }
    return tried.recover(
        failed ->
            tries == 0
                ? Future.failedFuture(failed)
                : house.vertx.timer(200).compose(waited -> again(step, tries - 1)));
  }

  List<JoinedCheck> checks() {
    Map<String, List<String>> told =
        house.demo.backend().taken().stream()
            .filter(call -> call.path().equals("/notifyPayment"))
            .filter(not(call -> call.event().equals("payment.contradiction")))
            .collect(
                Collectors.groupingBy(
                    SampleBackend.Taken::paymentRequestId,
                    Collectors.mapping(SampleBackend.Taken::event, Collectors.toList())));
    return IntStream.range(0, payments)
        .mapToObj(number -> check(id(number), told.getOrDefault(id(number), List.of())))
        .toList();
  }

  private JoinedCheck check(String id, List<String> told) {
    Optional<BookedPayment> acquirers = house.demo.simulator().books().payment(Demo.ACQUIRER, id);
    Optional<String> other = acquirers.flatMap(BookedPayment::joinedTo);
    return new JoinedCheck(
        id,
        phases.getOrDefault(id, "none"),
        backend(id, told),
        acquirers.map(BookedPayment::state),
        other
            .flatMap(wallets -> house.demo.simulator().books().payment(Demo.WALLET, wallets))
            .map(BookedPayment::state),
        other.map(house::standing).orElse(Standing.UNKNOWN));
  }

  /** What the acquirer's backend believes: its own calls' answers, and what it was brought. */
  private String backend(String id, List<String> told) {
    String answer = answered.getOrDefault(id, "");
    if (answer.equals("cancelled") || told.contains("payment.cancelled")) {
      return "cancelled";
    }
    if (answer.equals("F") || told.contains("payment.failed")) {
      return "failed";
    }
    return answer.equals("S") || told.contains("payment.succeeded") ? "paid" : "waits";
  }

  static FlowHouse house(Vertx vertx, long seed) {
    return new FlowHouse(vertx, SECTIONS, usual -> settings(usual, seed));
  }
}
