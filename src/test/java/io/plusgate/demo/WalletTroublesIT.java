package io.plusgate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plusgate.demo.SampleWallet.Standing;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import io.plusgate.simulator.Fault;
import io.plusgate.simulator.PaymentState;
import io.plusgate.simulator.Scenario;
import io.plusgate.simulator.ScenarioRule;
import io.plusgate.system.Waiting;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The wallet's four flows with their typical trouble, through a gateway process. */
@SuppressWarnings("NullAway.Init")
class WalletTroublesIT {
  private static final Amount YEN = new Amount(1_000, "JPY");

  private static FlowHouse house;

  @BeforeAll
  static void open() {
    house = FlowHouse.ofProcesses();
  }

  @AfterEach
  void calmDown() {
    house.demo.backend().wallet().asksItsUser(false);
    house.demo.backend().wallet().paysOnlyIn(Optional.empty());
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void userPresentedThatWaitsForItsUserIsNotifiedUntilAccepted() {
    house.demo.backend().wallet().asksItsUser(true);
    var waiting = Waiting.on(house.demo.simulator().calls().pay(Demo.WALLET, YEN, Fault.NONE));
    house
        .demo
        .simulator()
        .script()
        .next(ScenarioRule.next("notifyPayment", Scenario.PLAIN.answering(unknown(), false)));

    String id = waiting.paymentRequestId();
    var handedOver = Waiting.on(wallet().confirm(id, notifyUrl()));

    assertThat(waiting.body()).contains("PAYMENT_IN_PROCESS");
    assertThat(handedOver.status()).isEqualTo(202);
    await().atMost(FlowHouse.LONG).until(() -> state(id) == PaymentState.SUCCEEDED);
    assertThat(house.standing(id)).isEqualTo(Standing.PAID);
  }

  @Test
  void userPresentedThatComesTwiceIsDebitedOnce() {
    long before = house.walletCalls("/pay");

    var reply = Waiting.on(house.demo.simulator().calls().pay(Demo.WALLET, YEN, Fault.REPEATED));

    assertThat(reply.isTrustedSuccess()).isTrue();
    assertThat(house.walletCalls("/pay") - before).isBetween(1L, 2L);
    assertThat(house.standing(reply.paymentRequestId())).isEqualTo(Standing.PAID);
  }

  @Test
  void userPresentedInAnotherRegionIsRefused() {
    house.demo.backend().wallet().paysOnlyIn(Optional.of("KR"));

    var reply = Waiting.on(house.demo.simulator().calls().pay(Demo.WALLET, YEN, Fault.NONE));

    assertThat(reply.body()).contains("UNAVAILABLE_PAYMENT_METHOD");
    assertThat(house.standing(reply.paymentRequestId())).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void userPresentedWithAWrongSignatureNeverReachesTheBackend() {
    long before = house.walletCalls("/pay");

    var reply = Waiting.on(house.demo.simulator().calls().pay(Demo.WALLET, YEN, Fault.WRONG_KEY));

    assertThat(reply.body()).contains("INVALID_SIGNATURE");
    assertThat(house.walletCalls("/pay")).isEqualTo(before);
  }

  @Test
  void orderCodeThatAnotherScannedFirstIsRefused() {
    String code = orderCode();
    var first = Waiting.on(wallet().userInitiatedPay(code, "first-user"));

    var second = Waiting.on(wallet().userInitiatedPay(code, "second-user"));
    var stranger = Waiting.on(wallet().userInitiatedPay("28100102000", "first-user"));

    assertThat(first.getString("paymentRequestId")).isNotEmpty();
    assertThat(code(second)).isEqualTo("REPEAT_REQ_INCONSISTENT");
    assertThat(code(stranger)).isEqualTo("INVALID_CODE");
  }

  @Test
  void orderCodeThatIsCancelledBeforeTheUserConfirmsIsNotPaid() {
    var order = Waiting.on(wallet().userInitiatedPay(orderCode()));
    wallet().showCashier(order);
    String id = order.getString("paymentRequestId");

    var cancelled = Waiting.on(house.demo.simulator().calls().cancelPayment(Demo.WALLET, id));

    assertThat(cancelled.isTrustedSuccess()).isTrue();
    assertThatThrownBy(() -> wallet().confirm().toCompletionStage().toCompletableFuture().join())
        .hasMessageContaining("closed");
    assertThat(house.standing(id)).isEqualTo(Standing.CANCELLED);
  }

  @Test
  void entryCodeThatIsCancelledAfterTheDebitIsGivenBack() {
    var seenInstead = house.walk(Flow.WALLET_ENTRY_CODE, "");
    String id = house.walletsLast().paymentRequestId();

    var cancelled = Waiting.on(house.demo.simulator().calls().cancelPayment(Demo.WALLET, id));
    var again = Waiting.on(house.demo.simulator().calls().cancelPayment(Demo.WALLET, id));

    assertThat(seenInstead).isEmpty();
    assertThat(cancelled.isTrustedSuccess()).isTrue();
    assertThat(again.isTrustedSuccess()).isTrue();
    assertThat(house.standing(id)).isEqualTo(Standing.CANCELLED);
  }

  @Test
  void aggregatedCodeOfAStrangerLeadsToNoOrder() {
    long before = house.walletCalls("/applyToken");

    var asked = Waiting.on(house.demo.simulator().calls().applyToken(Demo.WALLET, "auth-unknown"));

    assertThat(asked.isVerified()).isTrue();
    assertThat(asked.isTrustedSuccess()).isFalse();
    assertThat(house.walletCalls("/applyToken")).isEqualTo(before + 1);
  }

  private static WalletServer wallet() {
    return house.flows.wallet();
  }

  private static String orderCode() {
    return Waiting.on(house.demo.simulator().calls().orderCode(YEN, "HANDLE_BY_PSP"));
  }

  private static String notifyUrl() {
    return house.demo.simulator().baseUrl() + "/aps/api/v1/payments/notifyPayment";
  }

  private static PaymentState state(String id) {
    return house.demo.simulator().books().payment(Demo.WALLET, id).orElseThrow().state();
  }

  private static String code(JsonObject answer) {
    return answer.getJsonObject("result").getString("resultCode");
  }

  private static Result unknown() {
    return new Result(ResultStatus.U, "UNKNOWN_EXCEPTION", "");
  }
}
