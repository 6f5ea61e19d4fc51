package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.ACQP;
import static io.plusgate.simulator.SimulatorFixture.MPP;
import static io.plusgate.simulator.SimulatorFixture.jpy;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Amount;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retrievals and escalations, and their limits (apis-acqp 2.14). */
class DisputesTest {
  private static final String DISPUTES = "/aps/api/v1/disputes/";
  private static final Instant START = Instant.parse("2026-03-10T04:00:00Z");

  private final ManualClock clock = new ManualClock(START);
  private SimulatorFixture house;
  private PartnerStub acquirer;
  private PartnerStub wallet;

  @BeforeEach
  void open() throws Exception {
    var paths =
        new DisputeChoices(
            Optional.of(DISPUTES + "initiateRetrieval"),
            Optional.of(DISPUTES + "initiateEscalation"),
            "PROCESS_FAIL");
    house =
        new SimulatorFixture(
            settings ->
                settings
                    .withClock(clock)
                    .withTimeFactor(100)
                    .withChoices(OpenChoices.DEFAULTS.withDisputes(paths)));
    acquirer = new PartnerStub(ACQP);
    wallet = new PartnerStub(MPP);
    house.simulator().reach(ACQP, PartnerUrls.notifyAt(acquirer.url("/acqp/notifyPayment")));
    house.simulator().reach(MPP, PartnerUrls.walletAt(wallet.url("/mpp")));
  }

  @AfterEach
  void close() throws Exception {
    acquirer.close();
    wallet.close();
    house.close();
  }

  @Test
  void asksTheAcquirerForPapersOneDisputeAtATimeAndFiveInAll() throws Exception {
    house.acquirer().has("pay", pay("p1", 100));

    for (int i = 1; i <= 5; i++) {
      assertThat(retrieve("p1", "d" + i)).as("d" + i).isEqualTo("S SUCCESS");
      assertThat(retrieve("p1", "open")).as("one is open").isEqualTo("F PROCESS_FAIL");
      assertThat(retrieve("p1", "d" + i)).as("a repeat").isEqualTo("S SUCCESS");
      assertThat(answer("responseRetrieval", papers("d" + i))).isEqualTo("S SUCCESS");
    }

    assertThat(retrieve("p1", "d6")).isEqualTo("F PROCESS_FAIL");
    await().until(() -> received(acquirer, "initiateRetrieval") == 5);
  }

  @Test
  void takesNoDisputeIdForTwoPayments() throws Exception {
    house.acquirer().has("pay", pay("p1", 100));
    house.acquirer().has("pay", pay("p2", 100));

    assertThat(retrieve("p1", "d1")).isEqualTo("S SUCCESS");
    assertThat(retrieve("p2", "d1")).isEqualTo("F REPEAT_REQ_INCONSISTENT");
    assertThat(retrieve("nobody", "d2")).isEqualTo("F ORDER_NOT_EXIST");
  }

  @Test
  void takesNoDisputeAfter360Days() throws Exception {
    house.acquirer().has("pay", pay("p1", 100));

    clock.set(START.plus(Duration.ofDays(361)));

    assertThat(retrieve("p1", "d1")).isEqualTo("F PROCESS_FAIL");
  }

  @Test
  void escalatesTwiceAtMostTheSecondWithin25DaysAndNeverMoreThanIsLeft() throws Exception {
    house.acquirer().has("pay", pay("p1", 100));
    assertThat(escalate("p1", "e0", 101)).as("more than was paid").isEqualTo("F PROCESS_FAIL");
    assertThat(escalate("p1", "e1", 60)).isEqualTo("S SUCCESS");

    var tooMuch = answer("responseEscalation", decision("e1", "ACCEPT_PARTIAL_REFUND", 70));
    var nonsense = answer("responseEscalation", decision("e1", "PERHAPS", 10));
    var decided = answer("responseEscalation", decision("e1", "ACCEPT_PARTIAL_REFUND", 50));
    var again = answer("responseEscalation", decision("e1", "ACCEPT_PARTIAL_REFUND", 50));
    var changed = answer("responseEscalation", decision("e1", "ACCEPT_PARTIAL_REFUND", 40));

    assertThat(tooMuch).isEqualTo("F PARAM_ILLEGAL");
    assertThat(nonsense).isEqualTo("F PARAM_ILLEGAL");
    assertThat(decided).isEqualTo("S SUCCESS");
    assertThat(again).isEqualTo("S SUCCESS");
    assertThat(changed).isEqualTo("F REPEAT_REQ_INCONSISTENT");
    assertThat(escalate("p1", "e2", 51)).as("50 is left").isEqualTo("F PROCESS_FAIL");
    clock.set(START.plus(Duration.ofDays(26)));
    assertThat(escalate("p1", "e2", 50)).as("too late").isEqualTo("F PROCESS_FAIL");
    clock.set(START.plus(Duration.ofDays(24)));
    assertThat(escalate("p1", "e2", 50)).isEqualTo("S SUCCESS");
    assertThat(answer("responseEscalation", decision("e2", "REFUSE_REFUND", 0)))
        .isEqualTo("S SUCCESS");
    assertThat(escalate("p1", "e3", 1)).as("there were two").isEqualTo("F PROCESS_FAIL");
  }

  @Test
  void carriesAWalletsDisputeThereAndTheAnswerBack() throws Exception {
    String code = house.paymentCode();
    var body = pay("p1", 100);
    body.getJsonObject("paymentMethod").put("paymentMethodId", code);
    house.acquirer().has("pay", body);
    String atWallet = house.booked("p1").joinedTo().orElseThrow();
    var begin = new JsonObject().put("disputeRequestId", "d1").put("paymentRequestId", atWallet);

    var begun = house.wallet().post(DISPUTES + "initiateRetrieval", begin.encode());
    await().until(() -> received(acquirer, "initiateRetrieval") == 1);
    var answered = answer("responseRetrieval", papers("d1"));

    assertThat(begun.result()).isEqualTo("S SUCCESS");
    assertThat(answered).isEqualTo("S SUCCESS");
    await().until(() -> received(wallet, "responseRetrieval") == 1);
    var told = acquirer.received().get(acquirer.received().size() - 1).json();
    assertThat(told.getString("disputeOccurTime")).isNotEmpty();
  }

  private String retrieve(String payment, String dispute) throws Exception {
    return said(get(house.simulator().calls().initiateRetrieval(ACQP, payment, dispute)));
  }

  private String escalate(String payment, String dispute, long yen) throws Exception {
    var amount = new Amount(yen, "JPY");
    return said(get(house.simulator().calls().initiateEscalation(ACQP, payment, dispute, amount)));
  }

  private String answer(String api, JsonObject body) throws Exception {
    return house.acquirer().post(DISPUTES + api, body.encode()).result();
  }

  private static JsonObject papers(String dispute) {
    return new JsonObject().put("disputeRequestId", dispute).put("responseCode", "r");
  }

  private static JsonObject decision(String dispute, String refundType, long yen) {
    return new JsonObject()
        .put("disputeRequestId", dispute)
        .put("refundType", refundType)
        .put("refundAmount", jpy(yen));
  }

  private static long received(PartnerStub partner, String api) {
    return partner.received().stream().filter(call -> call.path().endsWith("/" + api)).count();
  }

  private static String said(JsonObject answer) {
    JsonObject result = answer.getJsonObject("result");
    return result.getString("resultStatus") + " " + result.getString("resultCode");
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
