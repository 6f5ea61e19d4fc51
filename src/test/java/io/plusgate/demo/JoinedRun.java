package io.plusgate.demo;

import static java.util.function.Predicate.not;

import io.plusgate.demo.SampleWallet.Standing;
import io.plusgate.simulator.BookedPayment;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many payments from an acquirer's backend through its gateway, Alipay+ and a wallet's gateway to
 * the wallet's backend and back, while every kind of fault strikes its share of all calls.
 */
final class JoinedRun {
  private static final int TRIES = 30;

  private final FlowHouse house;
  private final int payments;
  private final int workers;
  private final Map<String, String> answered = new ConcurrentHashMap<>();
  private final Map<String, String> phases = new ConcurrentHashMap<>();
  private final Map<String, Long> refunded = new ConcurrentHashMap<>();

  JoinedRun(FlowHouse house, int payments, int workers) {
    this.house = house;
    this.payments = payments;
    this.workers = workers;
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
    return paid.otherwiseEmpty()
        .compose(done -> ended(id, TRIES))
        .compose(done -> number % 10 == 6 ? refund(id) : Future.succeededFuture());
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

  /** In two parts; each is repeated with its own refundRequestId until it is answered S or F. */
  private Future<Void> refund(String id) {
    if (!"succeeded".equals(phases.get(id))) {
      return Future.succeededFuture();
    }
    return refund(id, id + "-a", 300).compose(first -> refund(id, id + "-b", 400));
  }

  private Future<Void> refund(String id, String refundRequestId, long yen) {
    return again(
            () ->
                house
                    .flows
                    .acquirer()
                    .refund(id, refundRequestId, String.valueOf(yen))
                    .compose(
                        reply ->
                            reply.status() == 200 && !reply.resultStatus().equals("U")
                                ? Future.succeededFuture(reply)
                                : Future.failedFuture("not refunded")),
            TRIES)
        .onSuccess(
            reply -> refunded.merge(id, reply.resultStatus().equals("S") ? yen : 0L, Long::sum))
        .mapEmpty();
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
    Optional<BookedPayment> wallets =
        other.flatMap(named -> house.demo.simulator().books().payment(Demo.WALLET, named));
    return new JoinedCheck(
        id,
        phases.getOrDefault(id, "none"),
        backend(id, told),
        acquirers.map(BookedPayment::state),
        wallets.map(BookedPayment::state),
        other.map(house::standing).orElse(Standing.UNKNOWN),
        List.of(
            refunded.getOrDefault(id, 0L),
            acquirers.map(BookedPayment::refunded).orElse(0L),
            wallets.map(BookedPayment::refunded).orElse(0L),
            other.map(house.demo.backend().wallet()::refunded).orElse(0L)));
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
}
