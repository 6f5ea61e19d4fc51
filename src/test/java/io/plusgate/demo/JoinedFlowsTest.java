package io.plusgate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.demo.SampleWallet.Standing;
import io.plusgate.protocol.Amount;
import io.plusgate.simulator.PaymentState;
import io.plusgate.system.Waiting;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An acquirer's gateway and a wallet's gateway that talk to each other through Alipay+. */
@SuppressWarnings("NullAway.Init")
class JoinedFlowsTest {
  private static FlowHouse house;

  @BeforeAll
  static void open() {
    house = new FlowHouse();
    // Alipay+ waits 5 s for a wallet before it answers U: the first call of all may need longer.
    assertThat(house.walk(Flow.WALLET_USER_PRESENTED, "")).isEmpty();
    assertThat(house.walk(Flow.ACQUIRER_USER_PRESENTED, "warm-up")).isEmpty();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void aUserPresentedPayTravelsToTheWalletAndBack() {
    String code = Waiting.on(house.flows.wallet().paymentCode());

    var paid = Waiting.on(house.flows.acquirer().payUserPresented("j1", "1000", code));

    var wallets = house.walletsLast();
    assertThat(paid.resultStatus()).isEqualTo("S");
    assertThat(paid.verified()).isNotEmpty();
    assertThat(paid.json().getString("mppPaymentId")).isEqualTo("W" + wallets.paymentRequestId());
    assertThat(paid.json().getString("customerId")).isEqualTo("demo-user");
    assertThat(house.standing(wallets.paymentRequestId())).isEqualTo(Standing.PAID);
    assertThat(wallets.amount()).isEqualTo(new Amount(1_000, "JPY"));
  }

  @Test
  void theWalletsRefusalIsTheAcquirersFailure() {
    String code = Waiting.on(house.flows.wallet().paymentCode());
    house.demo.backend().wallet().paysOnlyIn(Optional.of("KR"));

    var refused = Waiting.on(house.flows.acquirer().payUserPresented("j2", "1000", code));
    house.demo.backend().wallet().paysOnlyIn(Optional.empty());

    assertThat(refused.json().getJsonObject("result").getString("resultCode"))
        .isEqualTo("UNAVAILABLE_PAYMENT_METHOD");
    assertThat(house.ended("j2")).isEqualTo("failed");
  }

  @Test
  void theAcquirersCancelReachesTheWallet() {
    String code = Waiting.on(house.flows.wallet().paymentCode());
    var paid = Waiting.on(house.flows.acquirer().payUserPresented("j3", "1000", code));
    String atWallet = house.walletsLast().paymentRequestId();

    var cancelled = Waiting.on(house.flows.acquirer().cancel("j3"));

    assertThat(paid.resultStatus()).isEqualTo("S");
    assertThat(cancelled.resultStatus()).isEqualTo("S");
    await().atMost(FlowHouse.LONG).until(() -> house.standing(atWallet) == Standing.CANCELLED);
  }

  @Test
  void theAcquirersOrderCodeIsPaidByTheWalletThatScansIt() {
    var shown = Waiting.on(house.flows.acquirer().payOrderCode("j4", "1000"));
    String code =
        shown
            .json()
            .getJsonObject("orderCodeForm")
            .getJsonArray("codeDetails")
            .getJsonObject(0)
            .getString("codeValue");

    scanAndConfirm(code);

    assertThat(house.ended("j4")).isEqualTo("succeeded");
    house.awaitTold("j4", "payment.succeeded");
    assertThat(house.walletsLast().state()).isEqualTo(PaymentState.SUCCEEDED);
  }

  @Test
  void theAcquirersEntryCodeIsPaidByTheWalletThatScansIt() {
    Instant begun = Instant.now();
    var phone = house.demo.simulator().phone();
    String code = phone.entryCode("S1");
    var sdk =
        phone.sdk(
            code,
            house.flows.wallet(),
            userAgent ->
                house
                    .flows
                    .acquirer()
                    .payEntryCode("j5", "1000", userAgent)
                    .map(reply -> reply.json().getString("paymentUrl")));

    var order = Waiting.on(sdk.launch(code, phone.identifyCode(code).userAgent().orElseThrow()));
    var handedOver = Waiting.on(house.flows.wallet().confirm());

    assertThat(order.getJsonObject("paymentAmount").getString("value")).isEqualTo("1000");
    assertThat(handedOver.status()).isEqualTo(202);
    assertThat(house.ended("j5")).isEqualTo("succeeded");
    house.awaitTold("j5", "payment.succeeded");
    assertThat(house.walletsLast().createdAt()).isAfter(begun);
  }

  private static void scanAndConfirm(String code) {
    JsonObject order = Waiting.on(house.flows.wallet().userInitiatedPay(code));
    house.flows.wallet().showCashier(order);
    var handedOver = Waiting.on(house.flows.wallet().confirm());
    assertThat(handedOver.status()).isEqualTo(202);
  }
}
