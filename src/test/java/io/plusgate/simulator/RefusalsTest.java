package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.ACQP;
import static io.plusgate.simulator.SimulatorFixture.MPP;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.TestKeys;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whom Alipay+ does not let in, and what it says to them. */
class RefusalsTest {
  private static final String PAY = "/aps/api/v1/payments/pay";
  private static final String TIME = "2026-03-10T04:00:00Z";
  private static final String BODY = pay("p1", 100).encode();
  private static final String KEYLESS = "SANDBOX_KEYLESS";

  private static SimulatorFixture house;

  @BeforeAll
  static void open() throws Exception {
    house = new SimulatorFixture(RefusalsTest::withKeyless);
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
  }

  private static SimulatorSettings withKeyless(SimulatorSettings settings) {
    var clients = new ArrayList<>(settings.clients());
    var noKeys = new MessageVerifier(KeyRing.of(), new ProviderSwitch(CryptoProvider.jdk()));
    clients.add(
        SimulatedClient.acqp(KEYLESS, noKeys, TestKeys.alipayPlusSigner(), PartnerUrls.none()));
    return new SimulatorSettings(
        settings.host(),
        settings.port(),
        settings.controlPort(),
        clients,
        settings.timeFactor(),
        settings.seed(),
        settings.clock(),
        settings.trustedCertificate(),
        settings.choices());
  }

  @Test
  void refusesASignatureOverOtherBytes() throws Exception {
    var acquirer = house.acquirer();
    var headers = acquirer.signedHeaders(PAY, TIME, BODY);

    var answer = acquirer.post(PAY, headers, BODY + " ");

    assertThat(answer.result()).isEqualTo("F INVALID_SIGNATURE");
    assertThat(answer.verified()).isTrue();
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void refusesASignatureOverAnotherPath() throws Exception {
    var acquirer = house.acquirer();
    var headers = acquirer.signedHeaders("/pay", TIME, BODY);

    var answer = acquirer.post(PAY, headers, BODY);

    assertThat(answer.result()).isEqualTo("F INVALID_SIGNATURE");
  }

  @Test
  void refusesACallWithoutASignature() throws Exception {
    var acquirer = house.acquirer();
    var headers = acquirer.signedHeaders(PAY, TIME, BODY);
    headers.remove("Signature");

    var answer = acquirer.post(PAY, headers, BODY);

    assertThat(answer.result()).isEqualTo("F INVALID_SIGNATURE");
  }

  @Test
  void refusesAStrangerWithoutASignature() throws Exception {
    var stranger = new SigningClient(house.simulator().baseUrl(), "SANDBOX_NOBODY");

    var answer = stranger.post(PAY, BODY);

    assertThat(answer.result()).isEqualTo("F INVALID_CLIENT");
    assertThat(answer.headers()).doesNotContainKey("signature");
  }

  @Test
  void saysWhenItHasNoKeyOfThePartner() throws Exception {
    var keyless = new SigningClient(house.simulator().baseUrl(), KEYLESS);

    var answer = keyless.post(PAY, BODY);

    assertThat(answer.result()).isEqualTo("F KEY_NOT_FOUND");
  }

  @Test
  void refusesATimeWithoutAZone() throws Exception {
    var acquirer = house.acquirer();
    var headers = acquirer.signedHeaders(PAY, "2026-03-10T04:00:00", BODY);

    var answer = acquirer.post(PAY, headers, BODY);

    assertThat(answer.result()).isEqualTo("F PARAM_ILLEGAL");
  }

  @Test
  void verifiesEpochMillisecondsAndWarns() throws Exception {
    var acquirer = house.acquirer();
    var body = pay("epoch", 100).encode();
    var headers = acquirer.signedHeaders(PAY, "1685599933871", body);

    var answer = acquirer.post(PAY, headers, body);

    assertThat(answer.result()).isEqualTo("S SUCCESS");
    assertThat(house.simulator().exchanges().all())
        .anyMatch(
            exchange ->
                exchange.warnings().stream().anyMatch(warning -> warning.contains("epoch")));
  }

  @Test
  void knowsNoMethodButPost() throws Exception {
    var answer = house.acquirer().get(PAY);

    assertThat(answer.result()).isEqualTo("F METHOD_NOT_SUPPORTED");
  }

  @Test
  void knowsNoPathThatTheDocumentsDoNotName() throws Exception {
    var answer = house.acquirer().post("/aps/api/v1/payments/inquiryRefund", "{}");

    assertThat(answer.result()).isEqualTo("F INVALID_API");
  }

  @Test
  void keepsAcquirersAwayFromTheWalletsApis() throws Exception {
    var answer = house.acquirer().post("/aps/api/v1/codes/getPaymentCode", "{}");

    assertThat(answer.result()).isEqualTo("F ACCESS_DENIED");
  }

  @Test
  void refusesAnotherMediaType() throws Exception {
    var acquirer = house.acquirer();
    var headers = acquirer.signedHeaders(PAY, TIME, BODY);
    headers.put("Content-Type", "text/plain");

    var answer = acquirer.post(PAY, headers, BODY);

    assertThat(answer.result()).isEqualTo("F MEDIA_TYPE_NOT_ACCEPTABLE");
  }

  @Test
  void refusesANumberThatIsNoString() throws Exception {
    var body = BODY.replaceFirst("\"100\"", "100");

    var answer = house.acquirer().post(PAY, body);

    assertThat(answer.result()).isEqualTo("F PARAM_ILLEGAL");
    assertThat(answer.json().getJsonObject("result").getString("resultMessage"))
        .contains("orderAmount.value");
  }

  @Test
  void namesTheMandatoryFieldThatIsMissing() throws Exception {
    var body = pay("p2", 100);
    body.getJsonObject("order").remove("orderDescription");

    var answer = house.acquirer().payments("pay", body);

    assertThat(answer.result()).isEqualTo("F PARAM_ILLEGAL");
    assertThat(answer.json().getJsonObject("result").getString("resultMessage"))
        .isEqualTo("order.orderDescription: missing");
  }

  @Test
  void answersAnyBytesWithAResult() throws Exception {
    for (String body : new String[] {"", "[]", "{", "null", "{\"a\":1}{\"b\":2}", "\u0000"}) {
      var answer = house.acquirer().post(PAY, body);

      assertThat(answer.result()).as(body).isEqualTo("F PARAM_ILLEGAL");
    }
  }

  @Test
  void signsTheRefusalInTheCallersName() throws Exception {
    var wallet = new SigningClient(house.simulator().baseUrl(), MPP);

    var answer = wallet.post(PAY, Map.of("Client-Id", MPP), BODY);

    assertThat(answer.verified()).isTrue();
    assertThat(answer.headers()).containsEntry("client-id", MPP).doesNotContainValue(ACQP);
  }
}
