package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.MPP;
import static io.plusgate.simulator.SimulatorFixture.jpy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Amount;
import io.plusgate.simulator.SigningClient.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a wallet gets from Alipay+, and how Alipay+ calls a wallet. */
class WalletSideTest {
  private static final Amount YEN = new Amount(100, "JPY");
  private static final String UNKNOWN =
      "{\"result\":{\"resultCode\":\"PAYMENT_IN_PROCESS\",\"resultStatus\":\"U\"}}";

  private SimulatorFixture house;
  private PartnerStub partner;
  private SigningClient wallet;

  @BeforeEach
  void open() throws Exception {
    house = new SimulatorFixture(settings -> settings.withTimeFactor(100));
    partner = new PartnerStub(MPP);
    house.simulator().reach(MPP, PartnerUrls.walletAt(partner.url("/alipayplus/mpp")));
    wallet = house.wallet();
  }

  @AfterEach
  void close() throws Exception {
    partner.close();
    house.close();
  }

  @Test
  void givesAsManyPaymentCodesAsAskedFor() throws Exception {
    var ten = wallet.post("/aps/api/v1/codes/getPaymentCode", codeRequest("10"));
    var eleven = wallet.post("/aps/api/v1/codes/getPaymentCode", codeRequest("11"));

    var codes = ten.json().getJsonArray("paymentCodeInfoList");
    assertThat(codes).hasSize(10);
    assertThat(codes.getJsonObject(0).getString("paymentCode")).matches("[0-9]{24}");
    assertThat(eleven.result()).isEqualTo("F PARAM_ILLEGAL");
  }

  @Test
  void paysAtTheWalletUnderItsOwnPath() throws Exception {
    PartnerReply reply = get(house.simulator().calls().pay(MPP, YEN, Fault.NONE));

    var received = partner.received().get(0);
    assertThat(received.path()).isEqualTo("/alipayplus/mpp/pay");
    assertThat(received.verified()).isTrue();
    assertThat(BodyCheck.nonStrings(received.json())).isEmpty();
    assertThat(reply.isVerified()).isTrue();
    assertThat(state(reply.paymentRequestId())).isEqualTo(PaymentState.SUCCEEDED);
  }

  @Test
  void believesNoUnsignedSuccessOfAWallet() throws Exception {
    partner.signs(false);

    PartnerReply reply = get(house.simulator().calls().pay(MPP, YEN, Fault.NONE));

    assertThat(reply.verdict()).isEqualTo("unsigned");
    assertThat(state(reply.paymentRequestId())).isEqualTo(PaymentState.IN_PROCESS);
  }

  @Test
  void asksUntilTheWalletKnows() throws Exception {
    partner.answers(UNKNOWN);
    PartnerReply reply = get(house.simulator().calls().pay(MPP, YEN, Fault.NONE));

    partner.answers(
        new JsonObject(PartnerStub.SUCCESS)
            .put(
                "paymentResult",
                new JsonObject().put("resultStatus", "S").put("resultCode", "SUCCESS"))
            .put("paymentId", "mpp-1")
            .encode());

    await().until(() -> state(reply.paymentRequestId()) == PaymentState.SUCCEEDED);
    assertThat(partner.received())
        .anyMatch(call -> call.path().equals("/alipayplus/mpp/inquiryPayment"));
  }

  @Test
  void cancelsAtTheWalletWhatDidNotEndInTime() throws Exception {
    house.close();
    house =
        new SimulatorFixture(
            settings -> settings.withTimeFactor(10_000).withClock(new HurriedClock()));
    house.simulator().reach(MPP, PartnerUrls.walletAt(partner.url("/alipayplus/mpp")));
    partner.answers(UNKNOWN);

    PartnerReply reply = get(house.simulator().calls().pay(MPP, YEN, Fault.NONE));
    await()
        .until(
            () ->
                partner.received().stream()
                    .anyMatch(call -> call.path().endsWith("/cancelPayment")));
    partner.answers(PartnerStub.SUCCESS);

    await().until(() -> state(reply.paymentRequestId()) == PaymentState.CANCELLED);
  }

  @Test
  void refundsAndCancelsAtTheWallet() throws Exception {
    var calls = house.simulator().calls();
    PartnerReply paid = get(calls.pay(MPP, YEN, Fault.NONE));

    var refund = get(calls.refund(MPP, paid.paymentRequestId(), "r1", new Amount(40, "JPY")));
    var cancel = get(calls.cancelPayment(MPP, paid.paymentRequestId()));

    assertThat(refund.isVerified()).isTrue();
    assertThat(cancel.isVerified()).isTrue();
    BookedPayment booked = booked(paid.paymentRequestId());
    assertThat(booked.refunded()).isEqualTo(40);
    assertThat(booked.state()).isEqualTo(PaymentState.CANCELLED);
  }

  @Test
  void canCallWithASignatureThatIsWrong() throws Exception {
    PartnerReply reply = get(house.simulator().calls().pay(MPP, YEN, Fault.WRONG_KEY));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(partner.received().get(0).verified()).isFalse();
  }

  @Test
  void callsAnyApiOfAPartner() throws Exception {
    var body = new JsonObject().put("authClientId", "c1").put("grantType", "AUTHORIZATION_CODE");

    PartnerReply reply =
        get(house.simulator().calls().call(MPP, "applyToken", Optional.empty(), body, Fault.NONE));

    assertThat(reply.isVerified()).isTrue();
    assertThat(partner.received().get(0).path()).isEqualTo("/alipayplus/mpp/applyToken");
    assertThat(partner.received().get(0).json()).isEqualTo(body);
  }

  @Test
  void tellsTheOrderBehindACodeAndTakesTheNotification() throws Exception {
    String code = get(house.simulator().calls().orderCode(YEN, "HANDLE_BY_PSP"));

    var order = scan(code, "user1");
    String id = order.json().getString("paymentRequestId");
    var told = wallet.payments("notifyPayment", notification(id, 100));
    var again = wallet.payments("notifyPayment", notification(id, 100));
    var other = wallet.payments("notifyPayment", notification(id, 100).put("customerId", "user2"));

    assertThat(order.json().getJsonObject("paymentAmount")).isEqualTo(jpy(100));
    assertThat(order.json().getJsonObject("actionForm").getString("actionType"))
        .isEqualTo("HANDLE_BY_PSP");
    assertThat(told.result()).isEqualTo("S SUCCESS");
    assertThat(again.result()).isEqualTo("S SUCCESS");
    assertThat(other.result()).isEqualTo("F REPEAT_REQ_INCONSISTENT");
    assertThat(state(id)).isEqualTo(PaymentState.SUCCEEDED);
  }

  @Test
  void letsOnlyTheFirstUserPayACode() throws Exception {
    String code = get(house.simulator().calls().orderCode(YEN, "HANDLE_BY_SDK"));

    var first = scan(code, "user1");
    var again = scan(code, "user1");
    var other = scan(code, "user2");
    var nonsense = scan("28100102099", "user1");

    assertThat(first.json().getJsonObject("actionForm").getString("sdkActionPayload")).isNotEmpty();
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.result()).isEqualTo("F REPEAT_REQ_INCONSISTENT");
    assertThat(nonsense.result()).isEqualTo("F INVALID_CODE");
  }

  @Test
  void takesNoNotificationThatIsNotTheEnd() throws Exception {
    String code = get(house.simulator().calls().orderCode(YEN, "HANDLE_BY_PSP"));
    String id = scan(code, "user1").json().getString("paymentRequestId");
    var unknown = notification(id, 100);
    unknown.getJsonObject("paymentResult").put("resultStatus", "U");

    assertThat(wallet.payments("notifyPayment", unknown).result()).isEqualTo("F PARAM_ILLEGAL");
    assertThat(wallet.payments("notifyPayment", notification("nobody", 100)).result())
        .isEqualTo("F ORDER_NOT_EXIST");
  }

  private Answer scan(String code, String customerId) throws Exception {
    var body = new JsonObject().put("codeValue", code).put("customerId", customerId);
    return wallet.payments("userInitiatedPay", body);
  }

  static JsonObject notification(String paymentRequestId, long value) {
    return new JsonObject()
        .put(
            "paymentResult",
            new JsonObject()
                .put("resultCode", "SUCCESS")
                .put("resultStatus", "S")
                .put("resultMessage", "success"))
        .put("paymentRequestId", paymentRequestId)
        .put("paymentId", "mpp-1")
        .put("paymentAmount", jpy(value))
        .put("paymentTime", "2026-03-10T12:00:00+08:00")
        .put("customerId", "user1");
  }

  private static String codeRequest(String quantity) {
    return new JsonObject()
        .put("customerId", "user1")
        .put("codeQuantity", quantity)
        .put("env", new JsonObject().put("deviceTokenId", "d1"))
        .encode();
  }

  private PaymentState state(String paymentRequestId) {
    return booked(paymentRequestId).state();
  }

  private BookedPayment booked(String paymentRequestId) {
    return house.simulator().books().payment(MPP, paymentRequestId).orElseThrow();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
