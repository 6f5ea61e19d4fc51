package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.MPP;
import static io.plusgate.simulator.SimulatorFixture.named;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plusgate.protocol.Amount;
import io.plusgate.simulator.sdk.ClientSdk;
import io.plusgate.simulator.sdk.CodeIdentification.PostCodeMatchActionType;
import io.plusgate.simulator.sdk.WalletApp;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The functions of apps and SDKs, which are no server calls. */
class PhoneTest {
  private static final Amount YEN = new Amount(100, "JPY");

  private SimulatorFixture house;
  private Phone phone;

  @BeforeEach
  void open() throws Exception {
    house =
        new SimulatorFixture(
            settings ->
                settings.withChoices(OpenChoices.DEFAULTS.withCodePaidAfter(Optional.empty())));
    phone = house.simulator().phone();
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @Test
  void identifiesOrderCodesEntryCodesAndStrangers() throws Exception {
    String orderCode = get(house.simulator().calls().orderCode(YEN, "HANDLE_BY_PSP"));

    var order = phone.identifyCode(orderCode);
    var entry = phone.identifyCode(phone.entryCode("S1"));
    var stranger = phone.identifyCode("https://elsewhere.invalid/1");
    var nothing = phone.identifyCode("");

    assertThat(order.postCodeMatchActionType()).contains(PostCodeMatchActionType.DECODE);
    assertThat(order.codeValue()).contains(orderCode);
    assertThat(entry.postCodeMatchActionType()).contains(PostCodeMatchActionType.OPEN_URL);
    assertThat(entry.userAgent())
        .hasValueSatisfying(ua -> assertThat(ua).contains("AlipayConnect"));
    assertThat(stranger.isSupported()).isFalse();
    assertThat(nothing.result().resultCode()).isEqualTo("PARAM_ILLEGAL");
    assertThat(house.simulator().exchanges().all()).isEmpty();
  }

  @Test
  void paysAnOrderCodeThatItScans() throws Exception {
    var shown = house.acquirer().payments("pay", pay("p1", 100, "EntryCode"));
    String url = shown.json().getString("paymentUrl");

    boolean paid = get(phone.scanAndPay(url));
    boolean again = get(phone.scanAndPay(url));

    var inquiry = house.acquirer().payments("inquiryPayment", named("p1"));
    assertThat(paid).isTrue();
    assertThat(again).isFalse();
    assertThat(inquiry.paymentResult()).isEqualTo("S SUCCESS");
  }

  @Test
  void launchesAMerchantsPageAndDecodesItsPaymentUrl() throws Exception {
    var app = new App("user1");

    var order = get(launch(phone.merchant(phone.entryCode("S1"), app, YEN, "HANDLE_BY_SDK")));

    assertThat(order.getJsonObject("actionForm").getString("actionType"))
        .isEqualTo("HANDLE_BY_SDK");
    assertThat(app.did).containsExactly("decode", "cashier");
  }

  @Test
  void asksForAnAuthCodeAndHasTheWalletSayWhoItIs() throws Exception {
    try (var partner = new PartnerStub(MPP)) {
      house.simulator().reach(MPP, PartnerUrls.walletAt(partner.url("/mpp")));
      var app = new App("user1");

      var order =
          get(launch(phone.aggregated(phone.entryCode("S1"), app, YEN, "HANDLE_BY_PSP", MPP)));

      assertThat(order.getString("paymentRequestId")).isNotEmpty();
      assertThat(app.did).containsExactly("getAuthCode", "decode", "cashier");
      var asked = partner.received().get(0);
      assertThat(asked.path()).isEqualTo("/mpp/applyToken");
      assertThat(asked.json().getString("authCode")).isEqualTo("auth-user1");
      assertThat(asked.json().getString("grantType")).isEqualTo("AUTHORIZATION_CODE");
    }
  }

  @Test
  void goesNoFurtherWhenTheWalletDoesNotKnowTheUser() throws Exception {
    try (var partner = new PartnerStub(MPP)) {
      house.simulator().reach(MPP, PartnerUrls.walletAt(partner.url("/mpp")));
      partner.answers(PartnerStub.SUCCESS.replace("\"S\"", "\"F\""));
      var app = new App("user1");
      var sdk = phone.aggregated(phone.entryCode("S1"), app, YEN, "HANDLE_BY_PSP", MPP);

      assertThatThrownBy(() -> get(launch(sdk)))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("who the user is");
      assertThat(app.did).containsExactly("getAuthCode");
    }
  }

  @Test
  void leavesOtherBrowsersToTheMerchantsOwnLogic() {
    var sdk = phone.merchant(phone.entryCode("S1"), new App("user1"), YEN, "HANDLE_BY_PSP");

    assertThatThrownBy(() -> get(sdk.launch(phone.entryCode("S1"), "Mozilla/5.0")))
        .hasMessageContaining("own logic");
  }

  private Future<JsonObject> launch(ClientSdk sdk) {
    var identified = phone.identifyCode(phone.entryCode("S1"));
    return sdk.launch(identified.redirectUrl().orElseThrow(), identified.userAgent().orElseThrow());
  }

  /** An app whose server is the test. */
  private final class App implements WalletApp {
    private final String customerId;
    private final List<String> did = new CopyOnWriteArrayList<>();

    App(String customerId) {
      this.customerId = customerId;
    }

    @Override
    public Future<JsonObject> decode(String codeValue) {
      did.add("decode");
      var body = new JsonObject().put("codeValue", codeValue).put("customerId", customerId);
      // Off the simulator's event loop, on which the page was opened.
      return Future.fromCompletionStage(CompletableFuture.supplyAsync(() -> scan(body)));
    }

    private JsonObject scan(JsonObject body) {
      try {
        return house.wallet().payments("userInitiatedPay", body).json();
      } catch (Exception broken) {
        throw new CompletionException(broken);
      }
    }

    @Override
    public Future<String> getAuthCode(String authClientId) {
      did.add("getAuthCode");
      return Future.succeededFuture("auth-" + customerId);
    }

    @Override
    public void showCashier(JsonObject order) {
      did.add("cashier");
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
