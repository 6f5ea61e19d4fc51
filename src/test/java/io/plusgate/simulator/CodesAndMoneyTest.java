package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.MPP;
import static io.plusgate.simulator.SimulatorFixture.jpy;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Amount;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes as the documents print them, and what the choices make of codes and money. */
class CodesAndMoneyTest {
  private static final Instant START = Instant.parse("2026-03-10T04:00:00Z");

  private final ManualClock clock = new ManualClock(START);
  private SimulatorFixture house;

  @BeforeEach
  void open() throws Exception {
    house = new SimulatorFixture(settings -> settings.withClock(clock));
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "251001020123456789012345",
        "2893612204263667830",
        "281010897274821897274821",
        "28024456785672301",
        "2700010000000000000000000000"
      })
  void takesEveryPrintedPaymentCode(String code) throws Exception {
    var answer = house.acquirer().payments("pay", payWith(code));

    assertThat(answer.result()).isEqualTo("S SUCCESS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"311001020123456789012345", "24024456785672301", "2802445678567230x", "300010"})
  void refusesOtherSchemesCodes(String code) throws Exception {
    var answer = house.acquirer().payments("pay", payWith(code));

    assertThat(answer.result()).isEqualTo("F INVALID_CODE");
  }

  @Test
  void takesAWalletsCodeForOneMinute() throws Exception {
    String code = house.paymentCode();
    clock.set(START.plusSeconds(60));

    var answer = house.acquirer().payments("pay", payWith(code));

    assertThat(answer.result()).isEqualTo("F EXPIRED_CODE");
  }

  @Test
  void showsAnOrderCodeAsAUrlIfAsked() throws Exception {
    again(choices -> choices.withCodes(c -> c.withOrderCodePrefix("https://codes.invalid/")));

    var shown = house.acquirer().payments("pay", pay("p1", 100, "OrderCode"));
    var scanned = scan(codeOf(shown.json()));

    assertThat(codeOf(shown.json())).startsWith("https://codes.invalid/281001020");
    assertThat(scanned.result()).isEqualTo("S SUCCESS");
  }

  @Test
  void answersTheMakingOfACodeWithSIfAsked() throws Exception {
    again(choices -> choices.withCodes(codes -> codes.withCodeAnswersSuccess(true)));

    var shown = house.acquirer().payments("pay", pay("p1", 100, "OrderCode"));

    assertThat(shown.result()).isEqualTo("S SUCCESS");
    assertThat(shown.json().containsKey("paymentTime")).isFalse();
    assertThat(house.booked("p1").state()).isEqualTo(PaymentState.IN_PROCESS);
  }

  @Test
  void asksTheWalletInItsOwnMoneyAtTheQuotedRate() throws Exception {
    again(choices -> choices.withMoney(new MoneyChoices("1.35", Optional.of("KRW"), "0.1")));
    String code = get(house.simulator().calls().orderCode(new Amount(100, "JPY"), "HANDLE_BY_PSP"));

    var order = scan(code).json();

    assertThat(order.getJsonObject("paymentAmount")).isEqualTo(jpy(100));
    assertThat(order.getJsonObject("payToAmount"))
        .isEqualTo(new JsonObject().put("value", "1000").put("currency", "KRW"));
    assertThat(order.getJsonObject("paymentQuote").getString("quoteCurrencyPair"))
        .isEqualTo("KRW/JPY");
    String id = order.getString("paymentRequestId");
    var silent = house.wallet().payments("notifyPayment", WalletSideTest.notification(id, 100));
    assertThat(silent.result()).isEqualTo("F PARAM_ILLEGAL");
  }

  @Test
  void keepsThePaymentsRateInARefundAtTheWallet() throws Exception {
    again(choices -> choices.withMoney(new MoneyChoices("1.35", Optional.of("KRW"), "0.1")));
    try (var partner = new PartnerStub(MPP)) {
      house.simulator().reach(MPP, PartnerUrls.walletAt(partner.url("/mpp")));
      var calls = house.simulator().calls();
      var paid = get(calls.pay(MPP, new Amount(100, "JPY"), Fault.NONE));

      var refunded = get(calls.refund(MPP, paid.paymentRequestId(), "r1", new Amount(40, "JPY")));

      assertThat(refunded.isVerified()).isTrue();
      var pay = partner.received().get(0).json();
      var refund = partner.received().get(1).json();
      assertThat(refund.getJsonObject("refundFromAmount").getString("value")).isEqualTo("400");
      assertThat(refund.getJsonObject("refundQuote")).isEqualTo(pay.getJsonObject("paymentQuote"));
    }
  }

  private void again(UnaryOperator<OpenChoices> change) throws Exception {
    house.close();
    house =
        new SimulatorFixture(
            settings -> settings.withClock(clock).withChoices(change.apply(OpenChoices.DEFAULTS)));
  }

  private SigningClient.Answer scan(String code) throws Exception {
    var body = new JsonObject().put("codeValue", code).put("customerId", "user1");
    return house.wallet().payments("userInitiatedPay", body);
  }

  private static String codeOf(JsonObject answer) {
    return answer
        .getJsonObject("orderCodeForm")
        .getJsonArray("codeDetails")
        .getJsonObject(0)
        .getString("codeValue");
  }

  private static JsonObject payWith(String code) {
    var body = pay("p-" + code, 100);
    body.getJsonObject("paymentMethod").put("paymentMethodId", code);
    return body;
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
