package io.plusgate.protocol;

import static io.plusgate.protocol.Direction.INBOUND;
import static io.plusgate.protocol.Direction.OUTBOUND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue against the endpoint, timeout and idempotency tables of the documents. */
class ApiCatalogTest {
  @ParameterizedTest
  @CsvSource({
    "ACQP, /aps/api/v1/payments/pay, pay, 8, paymentRequestId",
    "ACQP, /aps/api/v1/payments/inquiryPayment, inquiryPayment, 5,",
    "ACQP, /aps/api/v1/payments/cancelPayment, cancelPayment, 8, paymentRequestId",
    "ACQP, /aps/api/v1/payments/refund, refund, 8, refundRequestId",
    "ACQP, /aps/api/v1/payments/consultPayment, consultPayment, 8,",
    "ACQP, /aps/api/v1/payments/notifyPushPayment, notifyPushPayment, 5,",
    "ACQP, /aps/api/v1/merchants/registration, registration, 5, registrationRequestId",
    "ACQP, /aps/api/v1/merchants/inquiryRegistrationStatus, inquiryRegistrationStatus, 5,",
    "ACQP, /aps/api/v1/disputes/responseRetrieval, responseRetrieval, 5, disputeRequestId",
    "ACQP, /aps/api/v1/disputes/responseEscalation, responseEscalation, 5, disputeRequestId",
    "ACQP, /aps/api/v1/customs/declare, declare, 5, customsDeclarationRequestId",
    "ACQP, /aps/api/v1/customs/inquireDeclarationRequests, inquireDeclarationRequests, 5,",
    "ACQP, /aps/api/v1/authorizations/prepare, prepare, 5, authClientId referenceAgreementId",
    "ACQP, /aps/api/v1/authorizations/applyToken, applyToken, 5,",
    "ACQP, /aps/api/v1/authorizations/cancelToken, cancelToken, 5, accessToken",
    "MPP, /aps/api/v1/codes/getPaymentCode, getPaymentCode, 5,",
    "MPP, /aps/api/v1/codes/inquiryCodeRules, inquiryCodeRules, 5,",
    "MPP, /aps/api/v1/payments/userInitiatedPay, userInitiatedPay, 8, codeValue",
    "MPP, /aps/api/v1/payments/notifyPayment, notifyPayment, 5, paymentRequestId",
    "MPP, /aps/api/v1/authorizations/authNotify, authNotify, 5,",
    "MPP, /aps/api/v1/authorizations/consultUnbinding, consultUnbinding, 5,",
  })
  void knowsWhatThePartnerCalls(Role role, String path, String name, int seconds, String key) {
    Api api = ApiCatalog.outbound(role, path);

    assertThat(api)
        .isEqualTo(
            new Api(name, role, OUTBOUND, path, Duration.ofSeconds(seconds), names(key), false));
  }

  @ParameterizedTest
  @CsvSource({
    "ACQP, notifyPayment, 5, true, paymentRequestId",
    "ACQP, authNotify, 5, true,",
    "ACQP, notifyRegistrationStatus, 5, true, registrationRequestId",
    "ACQP, userInitiatedPay, 8, false, codeValue",
    "ACQP, consultUnbinding, 5, false,",
    "ACQP, initiateRetrieval, 5, false, disputeRequestId",
    "ACQP, initiateEscalation, 5, false, disputeRequestId",
    "ACQP, pushPayment, 8, false, paymentId",
    "ACQP, inquiryPushPayment, 5, false,",
    "MPP, pay, 8, false, paymentRequestId",
    "MPP, refund, 8, false, refundRequestId",
    "MPP, cancelPayment, 8, false, paymentRequestId",
    "MPP, inquiryPayment, 5, false,",
    "MPP, prepare, 5, false, authClientId referenceAgreementId",
    "MPP, applyToken, 5, false,",
    "MPP, cancelToken, 5, false, accessToken",
    "MPP, responseRetrieval, 5, false, disputeRequestId",
    "MPP, responseEscalation, 5, false, disputeRequestId",
    "MPP, inquiryRiskScore, 5, false,",
    "MPP, registration, 5, false, registrationRequestId",
  })
  void knowsWhatAlipayPlusCalls(
      Role role, String name, int seconds, boolean notification, String key) {
    Api api = ApiCatalog.inbound(role, name).orElseThrow();

    assertThat(api.deadline()).hasSeconds(seconds);
    assertThat(api.notification()).isEqualTo(notification);
    assertThat(api.idempotencyKey()).isEqualTo(names(key));
  }

  @ParameterizedTest
  @CsvSource({
    "pay, /aps/api/v1/payments/pay",
    "applyToken, /aps/api/v1/authorizations/applyToken",
    "inquiryUserInfo, /aps/api/v1/authorizations/inquiryUserInfo",
    "inquiryCustomerId, /aps/api/v1/users/inquiryCustomerId",
    "sendOTP, /aps/api/v1/users/sendOTP",
    "verifyOTP, /aps/api/v1/users/verifyOTP",
    "inquiryRiskScore, /aps/api/risks/inquiryRiskScore",
    "registration, /aps/api/v1/merchants/registration",
  })
  void printsTheDefaultPathsOfAWallet(String name, String path) {
    assertThat(ApiCatalog.inbound(Role.MPP, name)).map(Api::path).contains(path);
  }

  @ParameterizedTest
  @CsvSource({
    "ACQP, /aps/api/v1/payments/somethingNew",
    "ACQP, /aps/api/v2/payments/pay",
    "ACQP, /aps/api/v1/codes/getPaymentCode",
    "MPP, /aps/api/v1/payments/pay",
    "MPP, /aps/api/v1/disputes/initiateRetrieval",
    "MPP, ''",
  })
  void letsAnUnknownPathThroughUnderItsOwnName(Role role, String path) {
    Api api = ApiCatalog.outbound(role, path);

    assertThat(api).isEqualTo(Api.other(role, OUTBOUND, path));
    assertThat(api.deadline()).hasSeconds(8);
  }

  @Test
  void givesSdkProxyMoreTimeThanAlipayPlusTakes() {
    Api sdkProxy = ApiCatalog.outbound(Role.MPP, "/aps/api/v1/mobile/sdkProxy");

    assertThat(sdkProxy.deadline()).isGreaterThan(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void namesEveryApiOfADirectionOnce(Role role) {
    for (Direction direction : Direction.values()) {
      List<String> names = ApiCatalog.apis(role, direction).stream().map(Api::name).toList();

      assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void readsEveryFieldThatIdentifiesARepeat() {
    var keys =
        Arrays.stream(Role.values())
            .flatMap(role -> ApiCatalog.apis(role, OUTBOUND).stream())
            .flatMap(api -> api.idempotencyKey().stream());
    var keysIn =
        Arrays.stream(Role.values())
            .flatMap(role -> ApiCatalog.apis(role, INBOUND).stream())
            .flatMap(api -> api.idempotencyKey().stream());

    assertThat(MessageReader.FIELDS).containsAll(keys.toList()).containsAll(keysIn.toList());
  }

  @Test
  void takesTheDeadlineOfTheConfiguration() {
    Api pay = ApiCatalog.outbound(Role.ACQP, "/aps/api/v1/payments/pay");

    Api patient = pay.withDeadline(Duration.ofSeconds(20));

    assertThat(patient.deadline()).hasSeconds(20);
    assertThat(patient.is(ApiCatalog.PAY)).isTrue();
    assertThat(ApiCatalog.names()).contains("pay", "sdkProxy").doesNotContain(Api.OTHER);
  }

  private static List<String> names(String key) {
    return key == null ? List.of() : List.of(key.split(" "));
  }
}
