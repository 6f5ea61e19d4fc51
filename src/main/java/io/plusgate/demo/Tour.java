package io.plusgate.demo;

import io.plusgate.demo.Caller.Reply;
import io.plusgate.protocol.ApiCatalog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
  private static final String PAID = "demo-paid";

  private final Vertx vertx;
  private final Demo demo;
  private final Caller caller;

  public Tour(Vertx vertx, Demo demo) {
    this.vertx = vertx;
    this.demo = demo;
    this.caller = new Caller(vertx);
  }

  public List<Step> steps() {
    var flows = new Flows(vertx, demo);
    Stream<Step> seven = Stream.of(Flow.values()).map(flow -> step(flows, flow));
    return Stream.concat(seven, troubles().stream()).toList();
  }

  private static Step step(Flows flows, Flow flow) {
    // The first payment is the one that is refunded below.
    String id = flow == Flow.ACQUIRER_USER_PRESENTED ? PAID : "demo-" + flow.page();
    return new Step(
        flow.promise(), "docs/flows/" + flow.page() + ".md", () -> flows.walk(flow, id));
  }

  private List<Step> troubles() {
    return List.of(
        new Step(
            "pay answered U, then inquiryPayment finds out: S",
            "amount 9021: \"U; 1 inquiry says U, then S\"",
            this::findsOutLater),
        new Step("refund: S", "refundId in the answer", this::refunds),
        new Step(
            "a tampered notification is refused, the true one after it is taken",
            "plusgate_verifications_total{direction=\"inbound\"} at /metrics",
            this::refusesATamperedNotification),
        new Step(
            "a tampered answer is never passed on: 502 answer-signature-invalid",
            "amount 9077: \"body changed after signing\"",
            this::refusesATamperedAnswer));
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

  private Future<Optional<String>> refunds() {
    return caller
        .post(
            demo.acquirerUrl() + PAYMENTS + ApiCatalog.REFUND,
            Messages.refund(PAID, "demo-refund", "400"))
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
