package io.plusgate.demo;

import static org.awaitility.Awaitility.await;

import io.plusgate.simulator.BookedPayment;
import io.plusgate.simulator.SimulatorSettings;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The demo's house for tests that make trouble in it. */
final class FlowHouse implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  final Vertx vertx;
  final Demo demo;
  final Flows flows;

  FlowHouse() {
    this(Vertx.vertx(), "", usual -> usual);
  }

  FlowHouse(Vertx vertx, String sections, UnaryOperator<SimulatorSettings> change) {
    this(vertx, DemoGateway.here(vertx), sections, change);
  }

  private FlowHouse(
      Vertx vertx,
      DemoGateway.Starter gateways,
      String sections,
      UnaryOperator<SimulatorSettings> change) {
    this.vertx = vertx;
    this.demo = Waiting.on(Demo.start(vertx, gateways, sections, change));
    this.flows = new Flows(vertx, demo);
  }

  /** Each gateway a process of its own, started by the launcher from the packaged jar. */
  static FlowHouse ofProcesses() {
    var vertx = Vertx.vertx();
    return new FlowHouse(vertx, ProcessGateway.starter(vertx), "", usual -> usual);
  }

  /** The phase in which the acquirer's gateway has the payment when it is final. */
  String ended(String id) {
    return Waiting.on(flows.acquirer().payment(id, 50)).getString("phase");
  }

  String phase(String id) {
    return Waiting.on(flows.acquirer().payment(id, 0)).getString("phase");
  }

  /** What the acquirer's backend was told of this payment, by the header Plusgate-Event. */
  List<String> told(String id) {
    return demo.backend().taken().stream()
        .filter(call -> call.path().equals("/notifyPayment"))
        .filter(call -> call.paymentRequestId().equals(id))
        .map(SampleBackend.Taken::event)
        .toList();
  }

  void awaitTold(String id, String... events) {
    await().atMost(LONG).until(() -> told(id).equals(List.of(events)));
  }

  /** How often the wallet's backend was called there. */
  long walletCalls(String path) {
    return demo.backend().taken().stream().filter(call -> call.path().equals(path)).count();
  }

  SampleWallet.Standing standing(String paymentRequestId) {
    return demo.backend().wallet().standing(paymentRequestId);
  }

  /** The wallet's payment that was begun last, as Alipay+ has it. */
  BookedPayment walletsLast() {
    return demo.simulator().books().payments().stream()
        .filter(payment -> payment.clientId().equals(Demo.WALLET))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  static JsonObject expiringIn(JsonObject pay, int seconds) {
    var at = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(seconds);
    return pay.put("paymentExpiryTime", at.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  Optional<String> walk(Flow flow, String id) {
    return Waiting.on(flows.walk(flow, id));
  }

  @Override
  public void close() {
    Waiting.on(demo.close());
    Waiting.on(vertx.close());
  }
}
