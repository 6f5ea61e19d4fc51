package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.ACQP;
import static io.plusgate.simulator.SimulatorFixture.MPP;
import static io.plusgate.simulator.SimulatorFixture.named;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static io.plusgate.simulator.SimulatorFixture.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Role;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An acquirer's payment that travels through Alipay+ to a real wallet and back. */
class JoinedSidesTest {
  private SimulatorFixture house;
  private PartnerStub partner;

  @BeforeEach
  void open() throws Exception {
    house =
        new SimulatorFixture(
            settings ->
                settings
                    .withTimeFactor(100)
                    .withChoices(OpenChoices.DEFAULTS.withCodePaidAfter(Optional.empty())));
    partner = new PartnerStub(MPP);
    house.simulator().reach(MPP, PartnerUrls.walletAt(partner.url("/mpp")));
  }

  @AfterEach
  void close() throws Exception {
    partner.close();
    house.close();
  }

  @Test
  void hasTheWalletPayForItsPaymentCode() throws Exception {
    var answer = house.acquirer().payments("pay", payWithCode("p1", house.paymentCode()));

    assertThat(answer.result()).isEqualTo("S SUCCESS");
    assertThat(answer.json().getString("customerId")).isEqualTo("user1");
    assertThat(partner.received()).hasSize(1);
    assertThat(walletsPayment().state()).isEqualTo(PaymentState.SUCCEEDED);
  }

  @Test
  void passesTheWalletsFailureOn() throws Exception {
    partner.answers(
        "{\"result\":{\"resultCode\":\"RISK_REJECT\",\"resultStatus\":\"F\",\"resultMessage\":\"\"}}");

    var answer = house.acquirer().payments("pay", payWithCode("p1", house.paymentCode()));

    assertThat(answer.result()).isEqualTo("F RISK_REJECT");
    assertThat(walletsPayment().state()).isEqualTo(PaymentState.FAILED);
  }

  @Test
  void carriesRefundAndCancelToTheWallet() throws Exception {
    house.acquirer().has("pay", payWithCode("p1", house.paymentCode()));
    house.acquirer().has("pay", payWithCode("p2", house.paymentCode()));

    house.acquirer().has("refund", refund("p1", "r1", 30));
    house.acquirer().has("cancelPayment", named("p2"));

    await()
        .until(
            () ->
                wallets().anyMatch(payment -> payment.refunded() == 30)
                    && wallets().anyMatch(payment -> payment.state() == PaymentState.CANCELLED));
  }

  @Test
  void isPaidByTheWalletThatScansTheOrderCode() throws Exception {
    var shown = house.acquirer().payments("pay", pay("p1", 100, "OrderCode"));
    String code =
        shown
            .json()
            .getJsonObject("orderCodeForm")
            .getJsonArray("codeDetails")
            .getJsonObject(0)
            .getString("codeValue");
    var scanned =
        house
            .wallet()
            .payments(
                "userInitiatedPay",
                new JsonObject().put("codeValue", code).put("customerId", "user1"));
    String id = scanned.json().getString("paymentRequestId");

    var told = house.wallet().payments("notifyPayment", WalletSideTest.notification(id, 100));

    assertThat(told.result()).isEqualTo("S SUCCESS");
    var inquiry = house.acquirer().payments("inquiryPayment", named("p1"));
    assertThat(inquiry.paymentResult()).isEqualTo("S SUCCESS");
    assertThat(inquiry.json().getString("mppPaymentId")).isEqualTo("mpp-1");
  }

  @Test
  void cancelsAtTheWalletWhatTheAcquirerHadCancelled() throws Exception {
    var shown = house.acquirer().payments("pay", pay("p1", 100, "EntryCode"));
    var scanned =
        house
            .wallet()
            .payments(
                "userInitiatedPay",
                new JsonObject()
                    .put("codeValue", shown.json().getString("paymentUrl"))
                    .put("customerId", "user1"));
    String id = scanned.json().getString("paymentRequestId");

    house.acquirer().has("cancelPayment", named("p1"));
    house.wallet().has("notifyPayment", WalletSideTest.notification(id, 100));

    await().until(() -> walletsPayment().state() == PaymentState.CANCELLED);
    assertThat(house.booked("p1").state()).isEqualTo(PaymentState.CANCELLED);
  }

  @Test
  void triesToCancelAtTheWalletUntilHalfPastMidnight() throws Exception {
    house.close();
    var clock = new ManualClock(Instant.parse("2026-03-10T15:50:00Z"));
    house = new SimulatorFixture(settings -> settings.withTimeFactor(100).withClock(clock));
    house.simulator().reach(MPP, PartnerUrls.walletAt(partner.url("/mpp")));
    house.acquirer().has("pay", payWithCode("p1", house.paymentCode()));
    partner.answers(PartnerStub.SUCCESS.replace("\"S\"", "\"U\""));

    clock.set(Instant.parse("2026-03-10T16:14:59Z"));
    house.acquirer().has("cancelPayment", named("p1"));
    await().until(() -> cancels() >= 3);
    clock.set(Instant.parse("2026-03-10T16:30:00Z"));
    await().during(Duration.ofSeconds(1)).until(() -> true);
    long atTheEnd = cancels();

    await().during(Duration.ofSeconds(1)).until(() -> cancels() == atTheEnd);
  }

  private long cancels() {
    return partner.received().stream()
        .filter(call -> call.path().equals("/mpp/cancelPayment"))
        .count();
  }

  private static JsonObject payWithCode(String paymentRequestId, String code) {
    var body = pay(paymentRequestId, 100);
    body.getJsonObject("paymentMethod").put("paymentMethodId", code);
    return body;
  }

  private BookedPayment walletsPayment() {
    return wallets().findFirst().orElseThrow();
  }

  private Stream<BookedPayment> wallets() {
    assertThat(house.simulator().books().payments()).anyMatch(each -> each.clientId().equals(ACQP));
    return house.simulator().books().payments().stream().filter(each -> each.side() == Role.MPP);
  }
}
