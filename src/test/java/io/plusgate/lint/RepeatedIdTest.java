package io.plusgate.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An id may come again with the same key parameters only (D/api_acq/idempotency, api_mpp). */
class RepeatedIdTest {
  private static final String PAY =
      "{'paymentRequestId':'p1','paymentAmount':{'value':'100','currency':'JPY'},"
          + "'paymentMethod':{'paymentMethodType':'CONNECT_WALLET','paymentMethodId':'281'},"
          + "'paymentFactor':{'isInStorePayment':'true'},'order':{'orderAmount':{'value':'100'}}}";

  private static final String NOTIFY =
      "{'paymentRequestId':'n1','paymentResult':{'resultStatus':'S','resultCode':'SUCCESS',"
          + "'resultMessage':'success'},'paymentId':'w1','paymentTime':'2026-11-26T12:00:00Z'}";

  private final ContractLint lint = new ContractLint(100);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'value':'100','currency'       | 'value':'101','currency'     | paymentAmount
          'currency':'JPY'               | 'currency':'USD'             | paymentAmount
          CONNECT_WALLET                 | OTHER                        | paymentMethod.paymentMethodType
          'isInStorePayment':'true'      | 'isInStorePayment':'false'   | paymentFactor
          'orderAmount':{'value':'100'}  | 'orderAmount':{'value':'99'} | order.orderAmount
          ,'paymentFactor':{'isInStorePayment':'true'} | ,'x':'y'       | paymentFactor
          """)
  void aPayMustKeepBothDocumentedLists(String was, String is, String place) {
    send(Role.ACQP, ApiCatalog.PAY, PAY);

    assertThat(send(Role.ACQP, ApiCatalog.PAY, PAY.replace(was, is))).containsExactly(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          p1                  | p2
          281                 | 282
          {'value':'100','currency':'JPY'} | { 'currency' : 'JPY', 'value':'100' }
          'paymentMethodId'   | 'paymentExpiryTime':'2026-11-26T12:00:00Z','paymentMethodId'
          """)
  void aPayMayChangeTheRest(String was, String is) {
    send(Role.ACQP, ApiCatalog.PAY, PAY);

    assertThat(send(Role.ACQP, ApiCatalog.PAY, PAY.replace(was, is))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'resultStatus':'S'       | 'resultStatus':'F'       | paymentResult.resultStatus
          'paymentId':'w1'         | 'paymentId':'w2'         | paymentId
          """)
  void aWalletsNotificationMustKeepItsContent(String was, String is, String place) {
    send(Role.MPP, ApiCatalog.NOTIFY_PAYMENT, NOTIFY);

    assertThat(send(Role.MPP, ApiCatalog.NOTIFY_PAYMENT, NOTIFY.replace(was, is)))
        .containsExactly(place);
    assertThat(send(Role.MPP, ApiCatalog.NOTIFY_PAYMENT, NOTIFY.replace("'success'", "'done'")))
        .isEmpty();
  }

  @Test
  void aRefundMayNameThePaymentByEitherId() {
    send(Role.ACQP, ApiCatalog.REFUND, refund("'paymentRequestId':'p1'", "100"));

    assertThat(send(Role.ACQP, ApiCatalog.REFUND, refund("'paymentId':'a1'", "100"))).isEmpty();
    assertThat(send(Role.ACQP, ApiCatalog.REFUND, refund("'paymentRequestId':'p2'", "100")))
        .containsExactly("paymentRequestId");
    assertThat(send(Role.ACQP, ApiCatalog.REFUND, refund("'paymentRequestId':'p1'", "50")))
        .containsExactly("refundAmount");
  }

  @Test
  void oneCodeBelongsToOneCustomer() {
    send(Role.MPP, ApiCatalog.USER_INITIATED_PAY, "{'codeValue':'c','customerId':'anna'}");

    assertThat(
            send(Role.MPP, ApiCatalog.USER_INITIATED_PAY, "{'codeValue':'c','customerId':'bert'}"))
        .containsExactly("customerId");
  }

  @Test
  void theFirstContentStaysTheMeasure() {
    send(Role.ACQP, ApiCatalog.PAY, PAY);
    send(Role.ACQP, ApiCatalog.PAY, PAY.replace("100", "50"));

    assertThat(send(Role.ACQP, ApiCatalog.PAY, PAY)).isEmpty();
  }

  @Test
  void whatWasNotSentIsNotRemembered() {
    var pay = ApiCatalog.find(Role.ACQP, Direction.OUTBOUND, ApiCatalog.PAY).orElseThrow();

    var onlyLookedAt = lint.look(pay, "client", bytes(PAY));

    assertThat(onlyLookedAt.findings()).isEmpty();
    assertThat(send(Role.ACQP, ApiCatalog.PAY, PAY.replace("100", "50"))).isEmpty();
  }

  @Test
  void forgetsTheOldestSoThatItsMemoryHasABound() {
    send(Role.ACQP, ApiCatalog.PAY, PAY);
    IntStream.range(0, 100)
        .forEach(id -> send(Role.ACQP, ApiCatalog.PAY, PAY.replace("p1", "other" + id)));

    assertThat(send(Role.ACQP, ApiCatalog.PAY, PAY.replace("100", "50"))).isEmpty();
  }

  private static String refund(String payment, String value) {
    return "{'refundRequestId':'r1'," + payment + ",'refundAmount':{'value':'" + value + "'}}";
  }

  /** The places of the parameters that changed. */
  @CanIgnoreReturnValue
  private List<String> send(Role role, String api, String body) {
    var called = ApiCatalog.find(role, Direction.OUTBOUND, api).orElseThrow();
    var looked = lint.look(called, "client", bytes(body));
    lint.sent(looked);
    return looked.findings().stream()
        .filter(finding -> finding.rule() == LintRule.ID_REUSED)
        .map(LintFinding::place)
        .toList();
  }

  private static byte[] bytes(String body) {
    return body.replace('\'', '"').getBytes(UTF_8);
  }
}
