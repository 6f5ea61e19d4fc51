package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.jpy;
import static io.plusgate.simulator.SimulatorFixture.named;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static io.plusgate.simulator.SimulatorFixture.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an acquirer gets from pay, inquiryPayment, cancelPayment and refund. */
class AcquirerEndpointsTest {
  private static final Instant NOON = Instant.parse("2026-03-10T04:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private SimulatorFixture house;
  private SigningClient acquirer;

  @BeforeEach
  void open() throws Exception {
    house = new SimulatorFixture(settings -> settings.withClock(clock));
    acquirer = house.acquirer();
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @Test
  void paysWithASignedAnswerOfDocumentedFields() throws Exception {
    var answer = acquirer.payments("pay", pay("p1", 100));

    assertThat(answer.verified()).isTrue();
    assertThat(answer.result()).isEqualTo("S SUCCESS");
    assertThat(answer.json().getJsonObject("settlementAmount"))
        .isEqualTo(new JsonObject().put("value", "74").put("currency", "USD"));
    assertThat(answer.json().fieldNames())
        .containsExactlyInAnyOrder(
            "result",
            "acquirerId",
            "pspId",
            "paymentId",
            "paymentTime",
            "paymentAmount",
            "customerId",
            "walletBrandName",
            "settlementAmount",
            "settlementQuote");
    assertThat(house.booked("p1").state()).isEqualTo(PaymentState.SUCCEEDED);
  }

  @Test
  void writesEveryScalarAsAString() throws Exception {
    acquirer.has("pay", pay("p1", 100));
    acquirer.has("refund", refund("p1", "r1", 10));

    var answer = acquirer.payments("inquiryPayment", named("p1"));

    assertThat(BodyCheck.nonStrings(answer.json())).isEmpty();
    assertThat(
            answer
                .json()
                .getJsonArray("transactions")
                .getJsonObject(0)
                .getString("transactionType"))
        .isEqualTo("REFUND");
  }

  @Test
  void answersARepeatLikeTheFirstAndChargesOnce() throws Exception {
    var first = acquirer.payments("pay", pay("p1", 100));

    var repeat = acquirer.payments("pay", pay("p1", 100));

    assertThat(repeat.json()).isEqualTo(first.json());
    assertThat(house.simulator().books().payments()).hasSize(1);
  }

  @Test
  void refusesARepeatWithAnotherAmount() throws Exception {
    acquirer.has("pay", pay("p1", 100));

    var repeat = acquirer.payments("pay", pay("p1", 101));

    assertThat(repeat.result()).isEqualTo("F REPEAT_REQ_INCONSISTENT");
    assertThat(house.booked("p1").amount().value()).isEqualTo(100);
  }

  @Test
  void givesTheOrderCodeAndIsPaidOnceItIsScanned() throws Exception {
    var answer = acquirer.payments("pay", pay("p1", 100, "OrderCode"));

    assertThat(answer.result()).isEqualTo("U PAYMENT_IN_PROCESS");
    var form = answer.json().getJsonObject("orderCodeForm");
    assertThat(form.getJsonArray("codeDetails").getJsonObject(0).getString("codeValue"))
        .matches("[0-9]{25}");
    assertThat(acquirer.payments("pay", pay("p1", 100, "OrderCode")).json())
        .isEqualTo(answer.json());
  }

  @Test
  void givesAnEntryCodePaymentItsUrl() throws Exception {
    var answer = acquirer.payments("pay", pay("p1", 100, "EntryCode"));

    assertThat(answer.json().getString("paymentUrl")).startsWith("https://");
  }

  @Test
  void answersUForAsManyInquiriesAsTheAmountSays() throws Exception {
    var answer = acquirer.payments("pay", pay("p1", 9022));

    var first = acquirer.payments("inquiryPayment", named("p1"));
    var second = acquirer.payments("inquiryPayment", named("p1"));
    var third = acquirer.payments("inquiryPayment", named("p1"));

    assertThat(answer.result()).isEqualTo("U PAYMENT_IN_PROCESS");
    assertThat(first.paymentResult()).isEqualTo("U PAYMENT_IN_PROCESS");
    assertThat(second.paymentResult()).isEqualTo("U PAYMENT_IN_PROCESS");
    assertThat(third.paymentResult()).isEqualTo("S SUCCESS");
  }

  @Test
  void failsWithTheCodeOfTheAmount() throws Exception {
    var answer = acquirer.payments("pay", pay("p1", 9011));

    assertThat(answer.result()).isEqualTo("F RISK_REJECT");
    assertThat(acquirer.payments("inquiryPayment", named("p1")).paymentResult())
        .isEqualTo("F RISK_REJECT");
  }

  @Test
  void doesNotKnowAPaymentThatNeverArrived() throws Exception {
    var answer = acquirer.payments("inquiryPayment", named("never"));

    assertThat(answer.result()).isEqualTo("F ORDER_NOT_EXIST");
    assertThat(answer.verified()).isTrue();
  }

  @Test
  void cancelsForGoodWhateverTheStateWas() throws Exception {
    acquirer.has("pay", pay("p1", 100));

    var cancel = acquirer.payments("cancelPayment", named("p1"));
    var again = acquirer.payments("cancelPayment", named("p1"));

    assertThat(cancel.result()).isEqualTo("S SUCCESS");
    assertThat(again.json()).isEqualTo(cancel.json());
    assertThat(acquirer.payments("inquiryPayment", named("p1")).paymentResult())
        .isEqualTo("F ORDER_IS_CLOSED");
    assertThat(house.booked("p1").state()).isEqualTo(PaymentState.CANCELLED);
  }

  @Test
  void refusesAPayThatArrivesAfterItsCancel() throws Exception {
    var cancel = acquirer.payments("cancelPayment", named("late"));

    var pay = acquirer.payments("pay", pay("late", 100));

    assertThat(cancel.result()).isEqualTo("F ORDER_NOT_EXIST");
    assertThat(pay.result()).isEqualTo("F ORDER_IS_CLOSED");
  }

  @Test
  void cancelsUntilAQuarterPastMidnightInUtcPlus8() throws Exception {
    acquirer.has("pay", pay("early", 9040));
    acquirer.has("pay", pay("late", 9040));

    clock.set(Instant.parse("2026-03-10T16:14:59Z"));
    var inside = acquirer.payments("cancelPayment", named("early"));
    clock.set(Instant.parse("2026-03-10T16:15:00Z"));
    var outside = acquirer.payments("cancelPayment", named("late"));

    assertThat(inside.result()).isEqualTo("S SUCCESS");
    assertThat(outside.result()).isEqualTo("F CANCEL_WINDOW_EXCEED");
  }

  @Test
  void refundsInPartsUpToWhatWasPaid() throws Exception {
    acquirer.has("pay", pay("p1", 100));

    var first = acquirer.payments("refund", refund("p1", "r1", 60));
    var second = acquirer.payments("refund", refund("p1", "r2", 40));
    var third = acquirer.payments("refund", refund("p1", "r3", 1));

    assertThat(first.result()).isEqualTo("S SUCCESS");
    assertThat(first.json().getJsonObject("refundAmount")).isEqualTo(jpy(60));
    assertThat(second.result()).isEqualTo("S SUCCESS");
    assertThat(third.result()).isEqualTo("F REFUND_AMOUNT_EXCEED");
    assertThat(house.booked("p1").refunded()).isEqualTo(100);
  }

  @Test
  void refundsOncePerRefundRequestId() throws Exception {
    acquirer.has("pay", pay("p1", 100));
    var first = acquirer.payments("refund", refund("p1", "r1", 60));

    var same = acquirer.payments("refund", refund("p1", "r1", 60));
    var other = acquirer.payments("refund", refund("p1", "r1", 50));

    assertThat(same.json()).isEqualTo(first.json());
    assertThat(other.result()).isEqualTo("F REPEAT_REQ_INCONSISTENT");
    assertThat(house.booked("p1").refunds()).hasSize(1);
  }

  @Test
  void refusesARefundAfterOneCalendarYear() throws Exception {
    acquirer.has("pay", pay("p1", 100));

    clock.set(Instant.parse("2027-03-10T04:00:01Z"));
    var answer = acquirer.payments("refund", refund("p1", "r1", 60));

    assertThat(answer.result()).isEqualTo("F REFUND_WINDOW_EXCEED");
  }

  @Test
  void closesAPaymentThatIsStillOpenAtItsExpiry() throws Exception {
    acquirer.has("pay", pay("p1", 9029));

    clock.set(NOON.plusSeconds(60));
    var answer = acquirer.payments("inquiryPayment", named("p1"));

    assertThat(answer.paymentResult()).isEqualTo("F ORDER_IS_CLOSED");
  }
}
