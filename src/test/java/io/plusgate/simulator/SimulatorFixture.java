package io.plusgate.simulator;

import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A simulator with one acquirer and one wallet on free ports, and the bodies the tests send. */
final class SimulatorFixture implements AutoCloseable {
  static final String ACQP = "SANDBOX_5YC47N2ZQHJ004124";
  static final String MPP = "SANDBOX_5YEV2N2ZV8LC00920";
  static final String CODE = "281001020123456789012345".substring(0, 24);

  private final Vertx vertx = Vertx.vertx();
  private final Simulator simulator;

  SimulatorFixture() throws Exception {
    this(settings -> settings);
  }

  SimulatorFixture(UnaryOperator<SimulatorSettings> change) throws Exception {
    var settings =
        SimulatorSettings.of(
            SimulatedClient.acqp(
                ACQP, TestKeys.partnerVerifier(), TestKeys.alipayPlusSigner(), PartnerUrls.none()),
            SimulatedClient.mpp(
                MPP, TestKeys.partnerVerifier(), TestKeys.alipayPlusSigner(), PartnerUrls.none()));
    simulator =
        Simulator.start(vertx, change.apply(settings))
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  Simulator simulator() {
    return simulator;
  }

  SigningClient acquirer() {
    return new SigningClient(simulator.baseUrl(), ACQP);
  }

  SigningClient wallet() {
    return new SigningClient(simulator.baseUrl(), MPP);
  }

  BookedPayment booked(String paymentRequestId) {
    return simulator.books().payment(ACQP, paymentRequestId).orElseThrow();
  }

  static JsonObject pay(String paymentRequestId, long value) {
    return pay(paymentRequestId, value, "PaymentCode");
  }

  static JsonObject pay(String paymentRequestId, long value, String scenario) {
    var method = new JsonObject().put("paymentMethodType", "CONNECT_WALLET");
    if (scenario.equals("PaymentCode")) {
      method.put("paymentMethodId", CODE);
    }
    return new JsonObject()
        .put("paymentRequestId", paymentRequestId)
        .put(
            "order",
            new JsonObject()
                .put("referenceOrderId", "order-" + paymentRequestId)
                .put("orderDescription", "Mi Band 3")
                .put("orderAmount", jpy(value)))
        .put("paymentAmount", jpy(value))
        .put("paymentMethod", method)
        .put(
            "paymentFactor",
            new JsonObject()
                .put("isInStorePayment", "true")
                .put("isCashierPayment", scenario.equals("PaymentCode") ? "false" : "true")
                .put("inStorePaymentScenario", scenario))
        .put("settlementStrategy", new JsonObject().put("settlementCurrency", "USD"));
  }

  static JsonObject named(String paymentRequestId) {
    return new JsonObject().put("paymentRequestId", paymentRequestId);
  }

  static JsonObject refund(String paymentRequestId, String refundRequestId, long value) {
    return named(paymentRequestId)
        .put("refundRequestId", refundRequestId)
        .put("refundAmount", jpy(value));
  }

  static JsonObject jpy(long value) {
    return new JsonObject().put("value", String.valueOf(value)).put("currency", "JPY");
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** A payment code of user1 that the wallet has just got. */
  String paymentCode() throws Exception {
    var request =
        new JsonObject()
            .put("customerId", "user1")
            .put("env", new JsonObject().put("deviceTokenId", "d1"));
    return wallet()
        .post("/aps/api/v1/codes/getPaymentCode", request.encode())
        .json()
        .getJsonArray("paymentCodeInfoList")
        .getJsonObject(0)
        .getString("paymentCode");
  }
}
