package io.plusgate.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each documented rule, broken and kept. */
class ContractLintTest {
  private static final Path SAMPLES = Path.of("../shared/alipayplus/samples");

  private final ContractLint lint = new ContractLint();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'paymentAmount':{'value':100}}                       | not-a-string paymentAmount.value
          {'paymentFactor':{'isInStorePayment':true}}           | not-a-string paymentFactor.isInStorePayment
          {'order':{'goods':[{'goodsQuantity':'1'},{'goodsQuantity':2}]}} | not-a-string order.goods[1].goodsQuantity
          {'order':{'orderDescription':''}}                     | empty order.orderDescription
          {'someThingNew':['']}                                 | empty someThingNew[0]
          {'paymentExpiryTime':'1700000000000'}                 | time-shape paymentExpiryTime
          {'paymentExpiryTime':'2026-11-26T12:00:00'}           | time-shape paymentExpiryTime
          {'order':{'env':{'clientIp':'10.0.0.1'}}}             | removed-field order.env.clientIp
          {'order':{'env':{'storeTerminalId':'1'}}}             | removed-field order.env.storeTerminalId
          {'order':{'merchant':{'merchantMCC':'54112'}}}        | too-long order.merchant.merchantMCC
          """)
  void saysOfAPayWhatTheDocumentsSay(String body, String finding) {
    assertThat(pay(body)).containsExactly(finding);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'paymentAmount':{'value':'100','currency':'JPY'}}",
        "{'paymentFactor':{'isInStorePayment':'true'}}",
        "{'order':{'orderDescription':null,'env':{'userAgent':'x','clientIp':null}}}",
        "{'paymentExpiryTime':'2019-11-27T12:01:01+08:00'}",
        "{'paymentExpiryTime':'2026-11-26T12:00:00.253Z'}",
        "{'order':{'merchant':{'merchantMCC':'5411'}}}",
        "{'clientIp':'top level is no env','somethingUnknown':{'x':['y']}}",
        "{}"
      })
  void hasNothingAgainstWhatIsAllowed(String body) {
    assertThat(pay(body)).isEmpty();
  }

  @Test
  void measuresAnIdInCharactersAndNotInBytes() {
    String sixtyFour = "\uD83D\uDE00".repeat(64);

    assertThat(pay("{'paymentRequestId':'" + sixtyFour + "'}")).isEmpty();
    assertThat(pay("{'paymentRequestId':'" + sixtyFour + "x'}"))
        .containsExactly("too-long paymentRequestId");
  }

  @Test
  void knowsWhatTheWalletsApiLost() {
    String body = "{'customerId':'c','env':{'deviceTokenId':'d','osType':'IOS'}}";

    assertThat(look(api(Role.MPP, "getPaymentCode"), body))
        .containsExactly("removed-field env.osType");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[1]", "{'a':1", "{'a':1}x", "{'a':tru}", "\u0000", "{'a':1}{'b':2}"})
  void leavesWhatIsNoJsonObjectToAlipayPlus(String body) {
    assertThat(pay(body)).isEmpty();
  }

  @Test
  void looksAtNoCallThatNoDocumentDescribes() {
    assertThat(look(Api.other(Role.ACQP, Direction.OUTBOUND, "/aps/api/v9/x"), "{'a':1}"))
        .isEmpty();
    assertThat(look(api(Role.MPP, "sdkProxy"), "{'a':1}")).isEmpty();
  }

  @Test
  void repeatsNoKeyThatIsTheBackendsOwnText() {
    assertThat(pay("{'4111 1111 1111 1111':1}")).containsExactly("not-a-string ?");
  }

  @Test
  void stopsAfterTenFindings() {
    var body = new StringBuilder("{'a':[1");
    body.append(",1".repeat(100_000)).append("]}");

    assertThat(pay(body.toString())).hasSize(ContractLint.MOST);
  }

  @Test
  void survivesWhateverBytesComeIn() {
    var random = new Random(20261126);
    byte[] good =
        "{\"a\":{\"b\":[1,\"\",null,{\"c\":true}]},\"paymentRequestId\":\"x\"}".getBytes(UTF_8);
    var pay = api(Role.ACQP, ApiCatalog.PAY);

    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.clone();
      for (int hit = 0; hit < 3; hit++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(lint.look(pay, "c", bytes).findings()).hasSizeLessThanOrEqualTo(ContractLint.MOST);
    }
  }

  @Test
  void hasNothingAgainstThePublishedSamples() throws IOException {
    if (!Files.isDirectory(SAMPLES)) {
      return;
    }
    var inquiry = Files.readString(SAMPLES.resolve("acqp-inquiryPayment-request.sdk-readme.json"));
    var cashier = Files.readString(SAMPLES.resolve("acqp-pay_cashier-request.sdk-unittest.json"));

    assertThat(look(api(Role.ACQP, ApiCatalog.INQUIRY_PAYMENT), inquiry)).isEmpty();
    assertThat(pay(cashier)).isEmpty();
  }

  private List<String> pay(String body) {
    return look(api(Role.ACQP, ApiCatalog.PAY), body);
  }

  private List<String> look(Api api, String body) {
    return lint.look(api, "client", body.replace('\'', '"').getBytes(UTF_8)).findings().stream()
        .map(finding -> finding.rule().word() + " " + finding.place())
        .toList();
  }

  private static Api api(Role role, String name) {
    return ApiCatalog.find(role, Direction.OUTBOUND, name).orElseThrow();
  }
}
