package io.plusgate.demo;

import static io.plusgate.demo.Flow.ACQUIRER_ENTRY_CODE;
import static io.plusgate.demo.Flow.ACQUIRER_ORDER_CODE;
import static io.plusgate.demo.Flow.ACQUIRER_USER_PRESENTED;
import static io.plusgate.demo.Flow.WALLET_AGGREGATED_CODE;
import static io.plusgate.demo.Flow.WALLET_ENTRY_CODE;
import static io.plusgate.demo.Flow.WALLET_ORDER_CODE;
import static io.plusgate.demo.Flow.WALLET_USER_PRESENTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The seven flows through two gateway processes, each step in its order (apis-acqp 5, apis-mpp 5).
 */
@SuppressWarnings("NullAway.Init")
class FlowsIT {
  private static FlowHouse house;

  @BeforeAll
  static void open() {
    house = FlowHouse.ofProcesses();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void acquirerUserPresented() {
    var steps = walked(ACQUIRER_USER_PRESENTED);

    assertThat(steps)
        .containsSubsequence(
            "[APP] app → user: payment code",
            "[POS] merchant → acquirer's backend: scanned code",
            "[HTTP] acquirer's backend → acquirer's gateway: pay",
            "[HTTP] acquirer's gateway → Alipay+: pay");
  }

  @Test
  void acquirerOrderCode() {
    var steps = walked(ACQUIRER_ORDER_CODE);

    assertThat(steps)
        .containsSubsequence(
            "[POS] merchant → acquirer's backend: asks for a code",
            "[HTTP] acquirer's backend → acquirer's gateway: pay",
            "[HTTP] acquirer's gateway → Alipay+: pay",
            "[POS] acquirer's backend → merchant: shows the code",
            "[APP] user → app: scans the code",
            "[HTTP] Alipay+ → acquirer's gateway: notifyPayment",
            "[HTTP] acquirer's gateway → acquirer's backend: notifyPayment");
  }

  @Test
  void acquirerEntryCode() {
    var steps = walked(ACQUIRER_ENTRY_CODE);

    assertThat(steps)
        .containsSubsequence(
            "[APP] user → app: scans the code",
            "[SDK] wallet's backend → Server SDK: identifyCode: OPEN_URL",
            "[SDK] app → Client SDK: launch",
            "[WEB] Client SDK → merchant's page: opens it",
            "[WEB] user → merchant's page: enters the amount",
            "[HTTP] acquirer's backend → acquirer's gateway: pay",
            "[HTTP] acquirer's gateway → Alipay+: pay",
            "[SDK] Client SDK → app: decode",
            "[HTTP] Alipay+ → acquirer's gateway: notifyPayment",
            "[HTTP] acquirer's gateway → acquirer's backend: notifyPayment");
  }

  @Test
  void walletUserPresented() {
    var steps = walked(WALLET_USER_PRESENTED);

    assertThat(steps)
        .containsExactly(
            "[APP] app → wallet's backend: wants a code",
            "[HTTP] wallet's backend → wallet's gateway: getPaymentCode",
            "[HTTP] wallet's gateway → Alipay+: getPaymentCode",
            "[APP] app → user: payment code",
            "[POS] merchant → Alipay+: scanned code, another acquirer's pay",
            "[HTTP] Alipay+ → wallet's gateway: pay",
            "[HTTP] wallet's gateway → wallet's backend: pay");
  }

  @Test
  void walletOrderCode() {
    var steps = walked(WALLET_ORDER_CODE);

    assertThat(steps)
        .containsSubsequence(
            "[APP] user → app: scans the code",
            "[SDK] wallet's backend → Server SDK: identifyCode: DECODE",
            "[HTTP] wallet's backend → wallet's gateway: userInitiatedPay",
            "[HTTP] wallet's gateway → Alipay+: userInitiatedPay",
            "[APP] app → user: cashier",
            "[APP] user → app: confirm",
            "[HTTP] wallet's backend → wallet's gateway: notifyPayment",
            "[HTTP] wallet's gateway → Alipay+: notifyPayment");
  }

  @Test
  void walletEntryCode() {
    var steps = walked(WALLET_ENTRY_CODE);

    assertThat(steps)
        .containsSubsequence(
            "[APP] user → app: scans the code",
            "[SDK] wallet's backend → Server SDK: identifyCode: OPEN_URL",
            "[SDK] app → Client SDK: launch",
            "[WEB] Client SDK → merchant's page: opens it",
            "[SDK] Client SDK → app: decode",
            "[HTTP] wallet's backend → wallet's gateway: userInitiatedPay",
            "[HTTP] wallet's gateway → Alipay+: userInitiatedPay",
            "[APP] app → user: cashier",
            "[APP] user → app: confirm",
            "[HTTP] wallet's backend → wallet's gateway: notifyPayment",
            "[HTTP] wallet's gateway → Alipay+: notifyPayment");
  }

  @Test
  void walletAggregatedCode() {
    var steps = walked(WALLET_AGGREGATED_CODE);

    assertThat(steps)
        .containsSubsequence(
            "[SDK] wallet's backend → Server SDK: identifyCode: OPEN_URL",
            "[SDK] app → Client SDK: launch",
            "[SDK] Client SDK → app: getAuthCode",
            "[HTTP] Alipay+ → wallet's gateway: applyToken",
            "[HTTP] wallet's gateway → wallet's backend: applyToken",
            "[SDK] Client SDK → app: decode",
            "[HTTP] wallet's gateway → Alipay+: userInitiatedPay",
            "[APP] user → app: confirm",
            "[HTTP] wallet's gateway → Alipay+: notifyPayment");
  }

  private static List<String> walked(Flow flow) {
    var seenInstead = house.walk(flow, flow.page());

    assertThat(seenInstead).isEmpty();
    return house.flows.steps().stream().map(Trace.Step::toString).toList();
  }
}
