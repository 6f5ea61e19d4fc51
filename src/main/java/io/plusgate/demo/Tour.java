package io.plusgate.demo;

import io.plusgate.demo.Caller.Reply;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.simulator.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The scripted tour: each step is one promise of the gateway, seen from outside over real sockets.
 *
 * <p>The amounts choose what the simulated Alipay+ does (docs/simulator.md).
 */
public final class Tour {
  /**
   * One promise.
   *
   * @param look where to see it for oneself
   * @param run completes with nothing when the promise held, else with what was seen instead
   */
  public record Step(String promise, String look, Supplier<Future<Optional<String>>> run) {}

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String PAYMENTS = "/aps/api/v1/payments/";

  private final Demo demo;
  private final Caller caller;

  public Tour(Vertx vertx, Demo demo) {
    this.demo = demo;
    this.caller = new Caller(vertx);
  }

  public List<Step> steps() {
    return List.of(
        new Step(
            "user-presented pay: signed, answered S, answer verified",
            "the answer's header Plusgate-Verified",
            this::paysAtOnce),
        new Step(
            "pay answered U, then inquiryPayment finds out: S",
            "amount 9021: \"U; 1 inquiry says U, then S\"",
            this::findsOutLater),
        new Step(
            "order code: U PAYMENT_IN_PROCESS with a code to show",
            "orderCodeForm in the answer, passed on byte for byte",
            this::getsAnOrderCode),
        new Step(
            "notifyPayment: verified, written down, acknowledged, then brought to the backend",
            "the sample backend got POST /notifyPayment",
            this::isNotified),
        new Step("refund: S", "refundId in the answer", this::refunds),
        new Step(
            "a tampered notification is refused, the true one after it is taken",
            "plusgate_verifications_total{direction=\"inbound\"} at /metrics",
            this::refusesATamperedNotification),
        new Step(
            "a tampered answer is never passed on: 502 answer-signature-invalid",
            "amount 9077: \"body changed after signing\"",
            this::refusesATamperedAnswer),
        new Step(
            "wallet: Alipay+'s pay is verified, relayed to the backend, and the answer signed",
            "the sample backend got POST /pay",
            this::relaysAWalletsPay));
  }

  private Future<Optional<String>> paysAtOnce() {
    return pay(Messages.userPresentedPay("demo-paid", "1000", demo.notifyUrl()))
        .map(
            reply ->
                expect(
                    reply.resultStatus().equals("S") && reply.verified().startsWith("keyVersion="),
                    reply));
  }

  private Future<Optional<String>> findsOutLater() {
    String id = "demo-unknown";
    return pay(Messages.userPresentedPay(id, "9021", demo.notifyUrl()))
        .compose(
            first ->
                first.resultStatus().equals("U")
                    ? inquireUntilPaid(id)
                    : Future.succeededFuture(expect(false, first)));
  }

  private Future<Optional<String>> inquireUntilPaid(String id) {
    return inquire(id)
        .compose(first -> inquire(id))
        .map(
            second ->
                expect(
                    second
                        .json()
                        .getJsonObject("paymentResult", Messages.empty())
                        .getString("resultStatus", "")
                        .equals("S"),
                    second));
  }

  private Future<Optional<String>> getsAnOrderCode() {
    return pay(Messages.orderCodePay("demo-order-code", "9080", demo.notifyUrl()))
        .map(
            reply ->
                expect(
                    reply.resultStatus().equals("U") && reply.json().containsKey("orderCodeForm"),
                    reply));
  }

  private Future<Optional<String>> isNotified() {
    return pay(Messages.userPresentedPay("demo-notified", "9051", demo.notifyUrl()))
        .compose(reply -> caller.until(PATIENCE, () -> notifications("demo-notified") == 1))
        .map(came -> expect(came, "the backend got no notification within " + PATIENCE));
  }

  private Future<Optional<String>> refunds() {
    return caller
        .post(
            demo.acquirerUrl() + PAYMENTS + ApiCatalog.REFUND,
            Messages.refund("demo-paid", "demo-refund", "400"))
        .map(reply -> expect(reply.resultStatus().equals("S"), reply));
  }

  private Future<Optional<String>> refusesATamperedNotification() {
    String id = "demo-tampered";
    return pay(Messages.userPresentedPay(id, "9084", demo.notifyUrl()))
        .compose(reply -> caller.until(PATIENCE, () -> notifications(id) == 1))
        .compose(came -> caller.get(demo.acquirerAdminUrl() + "/metrics"))
        .map(
            metrics ->
                expect(
                    notifications(id) == 1
                        && metrics.contains("direction=\"inbound\",verdict=\"bad_signature\""),
                    notifications(id) + " notifications reached the backend"));
  }

  private Future<Optional<String>> refusesATamperedAnswer() {
    return pay(Messages.userPresentedPay("demo-forged", "9077", demo.notifyUrl()))
        .map(
            reply ->
                expect(
                    reply.status() == 502
                        && reply.json().getString("code", "").equals("answer-signature-invalid"),
                    reply));
  }

  private Future<Optional<String>> relaysAWalletsPay() {
    return demo.simulator()
        .calls()
        .pay(Demo.WALLET, new Amount(1_000, "JPY"), Fault.NONE)
        .map(
            reply ->
                expect(
                    reply.isTrustedSuccess() && isAtBackend("/pay"),
                    "Alipay+ says of the answer: " + reply.verdict()));
  }

  private boolean isAtBackend(String path) {
    return demo.backend().taken().stream().anyMatch(call -> call.path().equals(path));
  }

  private Future<Reply> pay(JsonObject body) {
    return caller.post(demo.acquirerUrl() + PAYMENTS + ApiCatalog.PAY, body);
  }

  private Future<Reply> inquire(String id) {
    return caller.post(
        demo.acquirerUrl() + PAYMENTS + ApiCatalog.INQUIRY_PAYMENT, Messages.inquiry(id));
  }

  private long notifications(String paymentRequestId) {
    return demo.backend().taken().stream()
        .filter(call -> call.path().equals("/notifyPayment"))
        .filter(call -> call.body().contains("\"" + paymentRequestId + "\""))
        .count();
  }

  private static Optional<String> expect(boolean held, Reply reply) {
    return expect(held, "HTTP " + reply.status() + " " + reply.body());
  }

  private static Optional<String> expect(boolean held, String seen) {
    return held ? Optional.empty() : Optional.of(seen);
  }
}
