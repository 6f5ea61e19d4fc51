package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.ACQP;
import static io.plusgate.simulator.SimulatorFixture.named;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plusgate.simulator.PartnerStub.Received;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an acquirer is told the end of its payments. */
class NotificationsTest {
  /** The whole ladder of 24 h 22 min in about a second. */
  private static final int FAST = 80_000;

  private SimulatorFixture house;
  private PartnerStub partner;
  private SigningClient acquirer;

  @BeforeEach
  void open() throws Exception {
    house = new SimulatorFixture(settings -> settings.withTimeFactor(FAST));
    partner = new PartnerStub(ACQP);
    house.simulator().reach(ACQP, PartnerUrls.notifyAt(partner.url("/alipayplus/notifyPayment")));
    acquirer = house.acquirer();
  }

  @AfterEach
  void close() throws Exception {
    partner.close();
    house.close();
  }

  @Test
  void notifiesTheEndOnceWhenItIsAcknowledged() throws Exception {
    acquirer.has("pay", pay("p1", 100));

    await().until(() -> acknowledged("p1") == 1);
    Received call = partner.received().get(0);
    assertThat(call.verified()).isTrue();
    assertThat(call.path()).isEqualTo("/alipayplus/notifyPayment");
    assertThat(call.json().getString("paymentRequestId")).isEqualTo("p1");
    assertThat(call.json().getJsonObject("paymentResult").getString("resultStatus")).isEqualTo("S");
    assertThat(BodyCheck.nonStrings(call.json())).isEmpty();
  }

  @Test
  void prefersTheUrlOfThePayRequest() throws Exception {
    String own = partner.url("/own?order=1").toString();

    acquirer.has("pay", pay("p1", 100).put("paymentNotifyUrl", own));

    await().until(() -> acknowledged("p1") == 1);
    assertThat(partner.received().get(0).path()).isEqualTo("/own?order=1");
    assertThat(partner.received().get(0).verified()).isTrue();
  }

  @Test
  void takesTheClientsUrlWhereThePayRequestsIsNone() throws Exception {
    acquirer.has("pay", pay("p1", 100).put("paymentNotifyUrl", "ftp://nowhere"));

    await().until(() -> acknowledged("p1") == 1);
    assertThat(partner.received().get(0).path()).isEqualTo("/alipayplus/notifyPayment");
  }

  @Test
  void sendsEightTimesWhenNobodyAcknowledges() throws Exception {
    partner.signs(false);

    acquirer.has("pay", pay("p1", 100));

    await().until(() -> partner.received().size() == 8);
    await().until(() -> house.booked("p1").notifications().size() == 8);
    assertThat(acknowledged("p1")).isZero();
    assertThat(partner.received()).allMatch(Received::verified);
  }

  @Test
  void holdsOneBackUntilAnotherIsOut() throws Exception {
    acquirer.has("pay", pay("p1", 9088));
    acquirer.has("pay", pay("p2", 9051));

    await().until(() -> acknowledged("p1") == 1 && acknowledged("p2") == 1);
    assertThat(partner.received())
        .extracting(call -> call.json().getString("paymentRequestId"))
        .containsExactly("p2", "p1");
  }

  @Test
  void takesNothingButASignedSuccessAsAcknowledgement() throws Exception {
    partner.answers(PartnerStub.SUCCESS.replace("\"S\"", "\"F\""));

    acquirer.has("pay", pay("p1", 100));
    await().until(() -> partner.received().size() >= 2);
    partner.answers(PartnerStub.SUCCESS);

    await().until(() -> acknowledged("p1") == 1);
  }

  @Test
  void tellsTwiceWhereTheAmountAsksForIt() throws Exception {
    acquirer.has("pay", pay("p1", 9081));

    await().until(() -> acknowledged("p1") == 2);
    assertThat(partner.received().get(0).body()).isEqualTo(partner.received().get(1).body());
  }

  @Test
  void contradictsItselfWhereTheAmountAsksForIt() throws Exception {
    acquirer.has("pay", pay("p1", 9082));

    await().until(() -> house.booked("p1").notifications().size() == 2);
    List<String> values =
        partner.received().stream()
            .map(call -> call.json().getJsonObject("paymentAmount").getString("value"))
            .toList();
    assertThat(values).containsExactly("9083", "9082");
    assertThat(partner.received()).allMatch(Received::verified);
    assertThat(house.booked("p1").notifications())
        .extracting(BookedNotification::genuine)
        .containsExactly(false, true);
  }

  @Test
  void tampersBeforeItTellsTheTruth() throws Exception {
    acquirer.has("pay", pay("p1", 9084));

    await().until(() -> partner.received().size() == 2);
    assertThat(partner.received()).extracting(Received::verified).containsExactly(false, true);
  }

  @Test
  void saysNothingMoreAfterACancel() throws Exception {
    house.close();
    house = new SimulatorFixture(settings -> settings.withTimeFactor(1));
    acquirer = house.acquirer();

    acquirer.has("pay", pay("p1", 9059));

    acquirer.has("cancelPayment", named("p1"));

    assertThat(house.booked("p1").state()).isEqualTo(PaymentState.CANCELLED);
    assertThat(house.booked("p1").notifications()).isEmpty();
  }

  private long acknowledged(String paymentRequestId) {
    return house.booked(paymentRequestId).notifications().stream()
        .filter(BookedNotification::acknowledged)
        .count();
  }
}
