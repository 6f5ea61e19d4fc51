package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.ACQP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How merchants are registered. */
class RegistrationsTest {
  private static final String MERCHANTS = "/aps/api/v1/merchants/";

  private SimulatorFixture house;
  private PartnerStub partner;

  @BeforeEach
  void open() throws Exception {
    house = new SimulatorFixture(settings -> settings.withTimeFactor(20));
    partner = new PartnerStub(ACQP);
    house.simulator().reach(ACQP, PartnerUrls.notifyAt(partner.url("/acqp/notifyPayment")));
  }

  @AfterEach
  void close() throws Exception {
    partner.close();
    house.close();
  }

  @Test
  void acceptsNowAndNotifiesTheResultOfEachWalletLater() throws Exception {
    house
        .simulator()
        .script()
        .next(ScenarioRule.next("registration", Scenario.of(Course.fail("REJECTED"))));

    var accepted = house.acquirer().post(MERCHANTS + "registration", registration().encode());

    assertThat(accepted.result()).isEqualTo("S SUCCESS");
    assertThat(accepted.json().getString("passThroughInfo")).isEqualTo("mine");
    await().until(() -> partner.received().size() == 1);
    var told = partner.received().get(0);
    assertThat(told.path()).isEqualTo("/acqp/notifyRegistrationStatus");
    assertThat(told.json().getJsonObject("registrationResult").getString("registrationStatus"))
        .isEqualTo("COMPLETED");
    assertThat(told.json().getJsonArray("pspRegistrationResultList")).hasSize(2);
  }

  @Test
  void answersAnInquiryWithTheStatusOnceThereIsOne() throws Exception {
    var none = inquire("218812000019");
    var accepted = house.acquirer().post(MERCHANTS + "registration", registration().encode());
    await().until(() -> partner.received().size() == 1);

    var done = inquire("218812000019");

    assertThat(none.result()).isEqualTo("F PROCESS_FAIL");
    assertThat(accepted.result()).isEqualTo("S SUCCESS");
    assertThat(done.json().getJsonObject("registrationResult").getString("registrationStatus"))
        .isEqualTo("COMPLETED");
  }

  @Test
  void takesAnUpdateOnlyWhenTheOneBeforeIsProcessed() throws Exception {
    var update = registration().put("registrationRequestId", "reg2");
    var first = house.acquirer().post(MERCHANTS + "registration", registration().encode());

    var tooEarly = house.acquirer().post(MERCHANTS + "registration", update.encode());
    var repeat = house.acquirer().post(MERCHANTS + "registration", registration().encode());
    await().until(() -> partner.received().size() == 1);
    var later = house.acquirer().post(MERCHANTS + "registration", update.encode());

    assertThat(first.result()).isEqualTo("S SUCCESS");
    assertThat(tooEarly.result()).isEqualTo("F PROCESS_FAIL");
    assertThat(repeat.result()).isEqualTo("S SUCCESS");
    assertThat(later.result()).isEqualTo("S SUCCESS");
  }

  private SigningClient.Answer inquire(String merchant) throws Exception {
    var body = new JsonObject().put("referenceMerchantId", merchant);
    return house.acquirer().post(MERCHANTS + "inquiryRegistrationStatus", body.encode());
  }

  private static JsonObject registration() {
    return new JsonObject()
        .put("registrationRequestId", "reg1")
        .put("productCodes", new JsonArray().add("IN_STORE_PAYMENT"))
        .put("merchantInfo", new JsonObject().put("referenceMerchantId", "218812000019"))
        .put("passThroughInfo", "mine");
  }
}
