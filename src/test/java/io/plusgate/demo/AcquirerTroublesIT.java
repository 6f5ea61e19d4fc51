package io.plusgate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Result;
import io.plusgate.simulator.Fault;
import io.plusgate.simulator.NotificationPlan;
import io.plusgate.simulator.PaymentState;
import io.plusgate.simulator.Scenario;
import io.plusgate.simulator.ScenarioRule;
import io.plusgate.system.Waiting;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The acquirer's three flows with their typical trouble, through a gateway process. */
@SuppressWarnings("NullAway.Init")
class AcquirerTroublesIT {
  private static final String CODE = "281010897274821897274821";

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
  void userPresentedUnknownIsFoundOutAndToldOnce() {
    var first = Waiting.on(acquirer().payUserPresented("u1", "9022", CODE));

    String phase = house.ended("u1");

    assertThat(first.resultStatus()).isEqualTo("U");
    assertThat(phase).isEqualTo("succeeded");
    house.awaitTold("u1", "payment.succeeded");
  }

  @Test
  void userPresentedWithoutAnAnswerIsFoundOutAndToldOnce() {
    var first = Waiting.on(acquirer().payUserPresented("u2", "9062", CODE));

    String phase = house.ended("u2");

    assertThat(first.status()).isEqualTo(502);
    assertThat(phase).isEqualTo("succeeded");
    house.awaitTold("u2", "payment.succeeded");
  }

  @Test
  void userPresentedUnknownUntilItsExpiryEndsAsCancelledWhateverComesLater() {
    var pay = Messages.userPresentedPay("u3", "9040", house.demo.notifyUrl());
    var first = Waiting.on(acquirer().call("pay", FlowHouse.expiringIn(pay, 8)));

    String phase = house.ended("u3");
    var late =
        Waiting.on(
            house
                .demo
                .simulator()
                .calls()
                .call(
                    Demo.ACQUIRER,
                    "notifyPayment",
                    Optional.empty(),
                    lateSuccess("u3", "9040"),
                    Fault.NONE));

    assertThat(first.resultStatus()).isEqualTo("U");
    assertThat(phase).isEqualTo("cancelled");
    assertThat(state("u3")).isEqualTo(PaymentState.CANCELLED);
    assertThat(late.isTrustedSuccess()).as("acknowledged, never applied").isTrue();
    assertThat(house.phase("u3")).isEqualTo("cancelled");
    house.awaitTold("u3", "payment.cancelled", "payment.contradiction");
  }

  @Test
  void orderCodeThatNobodyScansIsClosed() {
    var pay = Messages.orderCodePay("o1", "1000", house.demo.notifyUrl());
    var shown = Waiting.on(acquirer().call("pay", FlowHouse.expiringIn(pay, 8)));
    String code = codeOf(shown.json());

    String phase = house.ended("o1");
    boolean open = Waiting.on(house.demo.simulator().phone().scanAndPay(code));

    assertThat(phase).isEqualTo("cancelled");
    assertThat(open).as("the code is closed").isFalse();
    house.awaitTold("o1", "payment.cancelled");
  }

  @Test
  void orderCodeWhosePayIsAnsweredSIsNotPaidYet() {
    house
        .demo
        .simulator()
        .script()
        .next(
            ScenarioRule.next("pay", Scenario.PLAIN.answering(Result.SUCCESS, true))
                .forPayment("o2"));

    var shown = Waiting.on(acquirer().payOrderCode("o2", "1000"));

    assertThat(shown.resultStatus()).isEqualTo("S");
    await().atMost(FlowHouse.LONG).until(() -> house.phase("o2").equals("open"));
    assertThat(house.told("o2")).isEmpty();
  }

  @Test
  void orderCodesDoubleNotificationChangesItOnce() {
    house
        .demo
        .simulator()
        .script()
        .next(
            ScenarioRule.next(
                    "pay",
                    Scenario.PLAIN.withNotification(
                        NotificationPlan.of(NotificationPlan.Kind.DOUBLE)))
                .forPayment("o3"));
    var shown = Waiting.on(acquirer().payOrderCode("o3", "1000"));

    boolean paid = Waiting.on(house.demo.simulator().phone().scanAndPay(codeOf(shown.json())));

    assertThat(paid).isTrue();
    assertThat(house.ended("o3")).isEqualTo("succeeded");
    house.awaitTold("o3", "payment.succeeded");
  }

  @Test
  void entryCodeWhoseNotificationIsLostIsFoundByInquiry() {
    house
        .demo
        .simulator()
        .script()
        .next(
            ScenarioRule.next(
                    "pay",
                    Scenario.PLAIN.withNotification(
                        NotificationPlan.of(NotificationPlan.Kind.NONE)))
                .forPayment("e1"));
    var shown = Waiting.on(acquirer().payEntryCode("e1", "1000", "AlipayConnect"));
    String url = shown.json().getString("paymentUrl");

    boolean paid = Waiting.on(house.demo.simulator().phone().scanAndPay(url));

    assertThat(paid).isTrue();
    assertThat(house.ended("e1")).isEqualTo("succeeded");
    house.awaitTold("e1", "payment.succeeded");
  }

  @Test
  void entryCodeInAnotherBrowserIsTheMerchantsOwnAffair() {
    var phone = house.demo.simulator().phone();
    String code = phone.entryCode("S1");
    var sdk =
        phone.sdk(
            code,
            house.flows.wallet(),
            userAgent -> {
              throw new AssertionError("no order is to be made");
            });

    assertThatThrownBy(() -> Waiting.on(sdk.launch(code, "Mozilla/5.0")))
        .hasMessageContaining("own logic");
  }

  private static Acquirer acquirer() {
    return house.flows.acquirer();
  }

  private static PaymentState state(String id) {
    return house.demo.simulator().books().payment(Demo.ACQUIRER, id).orElseThrow().state();
  }

  private static JsonObject lateSuccess(String id, String amount) {
    return new JsonObject()
        .put("acquirerId", "1022188000000000001")
        .put(
            "paymentResult",
            new JsonObject()
                .put("resultCode", "SUCCESS")
                .put("resultStatus", "S")
                .put("resultMessage", "success"))
        .put("paymentRequestId", id)
        .put("paymentId", "20261126000000000009999")
        .put("paymentAmount", new JsonObject().put("currency", "JPY").put("value", amount));
  }

  private static String codeOf(JsonObject answer) {
    return answer
        .getJsonObject("orderCodeForm")
        .getJsonArray("codeDetails")
        .getJsonObject(0)
        .getString("codeValue");
  }
}
