package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.ACQP;
import static io.plusgate.simulator.SimulatorFixture.jpy;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.protocol.Amount;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** consultPayment, auto debit, customs, private order codes and push mode, as far as is known. */
class OtherProductsTest {
  private static final String AUTHORIZATIONS = "/aps/api/v1/authorizations/";
  private static final String CUSTOMS = "/aps/api/v1/customs/";

  private SimulatorFixture house;
  private PartnerStub partner;

  @BeforeEach
  void open() throws Exception {
    house = new SimulatorFixture(settings -> settings.withTimeFactor(100));
    partner = new PartnerStub(ACQP);
    house.simulator().reach(ACQP, PartnerUrls.notifyAt(partner.url("/acqp/notifyPayment")));
  }

  @AfterEach
  void close() throws Exception {
    partner.close();
    house.close();
  }

  @Test
  void saysWhichWalletsThereAre() throws Exception {
    var asked =
        new JsonObject()
            .put("paymentAmount", jpy(0))
            .put("userRegion", "PH")
            .put("paymentFactor", new JsonObject().put("isCashierPayment", "true"))
            .put("settlementStrategy", new JsonObject().put("settlementCurrency", "USD"));

    var options = house.acquirer().payments("consultPayment", asked);
    var nothing = house.acquirer().payments("consultPayment", new JsonObject());

    assertThat(options.json().getJsonArray("paymentOptions")).hasSize(1);
    assertThat(BodyCheck.nonStrings(options.json())).isEmpty();
    assertThat(nothing.result()).isEqualTo("F PARAM_ILLEGAL");
  }

  @Test
  void debitsWithATokenUntilItIsCancelled() throws Exception {
    var prepare = new JsonObject().put("authClientId", "c1").put("referenceAgreementId", "a1");
    var apply =
        new JsonObject()
            .put("authClientId", "c1")
            .put("grantType", "AUTHORIZATION_CODE")
            .put("authCode", "code1");

    var prepared = authorizations("prepare", prepare);
    var other = authorizations("prepare", prepare.copy().put("authRedirectUrl", "https://a"));
    String token = authorizations("applyToken", apply).json().getString("accessToken");
    var again = authorizations("applyToken", apply).json().getString("accessToken");
    var paid = house.acquirer().payments("pay", debit("p1", token));
    var stranger = house.acquirer().payments("pay", debit("p2", "token-of-nobody"));
    var cancelled = authorizations("cancelToken", new JsonObject().put("accessToken", token));
    var late = house.acquirer().payments("pay", debit("p3", token));

    assertThat(prepared.result()).isEqualTo("S SUCCESS");
    assertThat(other.result()).isEqualTo("F REPEAT_REQ_INCONSISTENT");
    assertThat(again).isEqualTo(token);
    assertThat(paid.result()).isEqualTo("S SUCCESS");
    assertThat(stranger.result()).isEqualTo("F INVALID_TOKEN");
    assertThat(cancelled.result()).isEqualTo("S SUCCESS");
    assertThat(late.result()).isEqualTo("F INVALID_TOKEN");
  }

  @Test
  void keepsCustomsDeclarationsOfPaidOrders() throws Exception {
    house.acquirer().has("pay", pay("p1", 100));
    var declaration =
        new JsonObject()
            .put("paymentRequestId", "p1")
            .put("customsDeclarationRequestId", "c1")
            .put("customs", new JsonObject().put("customsCode", "HANGZHOU").put("region", "CN"))
            .put("merchantCustomsInfo", new JsonObject().put("merchantCustomsCode", "m"))
            .put("declarationAmount", new JsonObject().put("value", "5").put("currency", "CNY"));

    var declared = customs("declare", declaration);
    var again = customs("declare", declaration);
    var unpaid = customs("declare", declaration.copy().put("paymentRequestId", "nobody"));
    var found =
        customs(
            "inquireDeclarationRequests",
            new JsonObject().put("declarationRequestIds", new JsonArray().add("c1").add("c2")));

    assertThat(declared.result()).isEqualTo("S SUCCESS");
    assertThat(again.json()).isEqualTo(declared.json());
    assertThat(unpaid.result()).isEqualTo("F ORDER_NOT_EXIST");
    assertThat(found.json().getJsonArray("declarationRecords")).hasSize(1);
    assertThat(found.json().getJsonArray("declarationRequestsNotFound")).containsExactly("c2");
  }

  @Test
  void paysAPrivateOrderCodeOnceHoweverOftenItIsScanned() throws Exception {
    partner.answers(
        new JsonObject(PartnerStub.SUCCESS)
            .put("codeType", "ORDER_CODE")
            .put("paymentRequestId", "private-1")
            .put("paymentAmount", jpy(100))
            .encode());
    var calls = house.simulator().calls();

    var first = get(calls.payPrivateCode(ACQP, "http://a.com/2810060438884961634"));
    var second = get(calls.payPrivateCode(ACQP, "http://a.com/2810060438884961634"));

    assertThat(first.isTrustedSuccess()).isTrue();
    assertThat(second.isTrustedSuccess()).isTrue();
    await().until(() -> house.booked("private-1").state() == PaymentState.SUCCEEDED);
    assertThat(partner.received().get(0).path()).isEqualTo("/acqp/userInitiatedPay");
    assertThat(house.simulator().books().payments()).hasSize(1);
  }

  @Test
  void asksHowAPushPaymentEndsUntilItIsTold() throws Exception {
    partner.answers(PartnerStub.SUCCESS.replace("\"S\"", "\"U\""));

    var reply = get(house.simulator().calls().pushPayment(ACQP, "00020201", new Amount(7, "JPY")));
    await()
        .until(
            () ->
                partner.received().stream()
                    .anyMatch(call -> call.path().equals("/acqp/inquiryPushPayment")));
    var booked = house.simulator().books().payments().get(0);
    var told =
        house
            .acquirer()
            .payments(
                "notifyPushPayment",
                new JsonObject()
                    .put("paymentId", booked.paymentId())
                    .put("paymentResult", result("S", "SUCCESS")));
    var unknown =
        house
            .acquirer()
            .payments(
                "notifyPushPayment",
                new JsonObject()
                    .put("paymentId", booked.paymentId())
                    .put("paymentResult", result("U", "PAYMENT_IN_PROCESS")));

    assertThat(reply.isVerified()).isTrue();
    assertThat(told.result()).isEqualTo("S SUCCESS");
    assertThat(unknown.result()).isEqualTo("F PARAM_ILLEGAL");
    assertThat(house.booked(booked.paymentRequestId()).state()).isEqualTo(PaymentState.SUCCEEDED);
  }

  private SigningClient.Answer authorizations(String api, JsonObject body) throws Exception {
    return house.acquirer().post(AUTHORIZATIONS + api, body.encode());
  }

  private SigningClient.Answer customs(String api, JsonObject body) throws Exception {
    return house.acquirer().post(CUSTOMS + api, body.encode());
  }

  private static JsonObject debit(String id, String token) {
    var body = pay(id, 100);
    body.getJsonObject("paymentMethod").put("paymentMethodId", token);
    return body.put(
        "paymentFactor",
        new JsonObject().put("isInStorePayment", "false").put("isAgreementPayment", "true"));
  }

  private static JsonObject result(String status, String code) {
    return new JsonObject()
        .put("resultStatus", status)
        .put("resultCode", code)
        .put("resultMessage", "");
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
