package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract lint does on the road to Alipay+, in each of its modes. */
class ContractLintRoadTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String BROKEN =
      "{ \"paymentRequestId\":\"p1\", \"paymentAmount\":{\"value\":100,\"currency\":\"\"} }";
  private static final String FINDINGS =
      "not-a-string paymentAmount.value, empty paymentAmount.currency";
  private static final String NOTIFICATION =
      "{\"paymentRequestId\":\"p1\",\"paymentResult\":{\"resultStatus\":\"F\","
          + "\"resultCode\":\"RISK_REJECT\"},\"paymentTime\":\"yesterday\"}";

  @TempDir private Path folder;
  private Vertx vertx;
  private FakeAlipayPlus alipay;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    alipay.answersSigned(
        TestKeys.alipayPlusSigner(),
        TestGateway.CLIENT,
        "{\"result\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}}");
  }

  @AfterEach
  void stop() {
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void warnsByItselfInTheAnswersHeaderAndSendsTheSameBytes() {
    try (var gateway = TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).start()) {
      var answer = gateway.post(PAY, BROKEN);

      assertThat(answer.headers().firstValue("Plusgate-Lint")).contains(FINDINGS);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(alipay.received.get(0).body()).isEqualTo(BROKEN.getBytes(UTF_8));
      assertThat(scrape(gateway))
          .contains("plusgate_lint_findings_total{api=\"pay\",rule=\"not-a-string\"} 1.0");
    }
  }

  @Test
  void saysNothingOfACallThatKeepsTheRules() {
    try (var gateway = TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).start()) {
      var answer = gateway.post(PAY, "{\"paymentRequestId\":\"p1\"}");

      assertThat(answer.headers().firstValue("Plusgate-Lint")).isEmpty();
    }
  }

  @Test
  void refusesBeforeAnythingIsSentOrWrittenDownWhereItIsEnforced() {
    try (var gateway =
        TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).with("lint: enforce").start()) {
      var answer = gateway.post(PAY, BROKEN);

      OutboundRoadTest.assertProblem(answer, 400, "contract-broken");
      assertThat(answer.headers().firstValue("Plusgate-Lint")).contains(FINDINGS);
      assertThat(new JsonObject(new String(answer.body(), UTF_8)).getJsonArray("findings"))
          .hasSize(2);
      assertThat(alipay.received).isEmpty();
      assertThat(gateway.get(gateway.backendUrl() + "/payments/p1").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void refusesAnIdThatComesAgainWithAnotherAmount() {
    try (var gateway =
        TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).with("lint: enforce").start()) {
      String pay = "{\"paymentRequestId\":\"p1\",\"paymentAmount\":{\"value\":\"1\"}}";
      gateway.post(PAY, pay);

      var answer = gateway.post(PAY, pay.replace("\"1\"", "\"2\""));

      OutboundRoadTest.assertProblem(answer, 400, "contract-broken");
      assertThat(answer.headers().firstValue("Plusgate-Lint")).contains("id-reused paymentAmount");
      assertThat(gateway.post(PAY, pay).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void isSilentWhereItIsOff() {
    try (var gateway =
        TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).with("lint: off").start()) {
      var answer = gateway.post(PAY, BROKEN);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Plusgate-Lint")).isEmpty();
      assertThat(scrape(gateway)).doesNotContain("plusgate_lint_findings_total");
    }
  }

  @Test
  void looksAtWhatAWalletHandsOver() {
    try (var gateway = TestGateway.mpp(vertx, folder).with("lint: enforce").start()) {
      var answer = gateway.post("/handover/notifyPayment", NOTIFICATION);

      OutboundRoadTest.assertProblem(answer, 400, "contract-broken");
      assertThat(answer.headers().firstValue("Plusgate-Lint")).contains("time-shape paymentTime");
    }
  }

  private static String scrape(TestGateway gateway) {
    return new String(gateway.get(gateway.adminUrl() + "/metrics").body(), UTF_8);
  }
}
