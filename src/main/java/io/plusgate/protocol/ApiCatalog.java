package io.plusgate.protocol;

import static io.plusgate.protocol.Direction.INBOUND;
import static io.plusgate.protocol.Direction.OUTBOUND;
import static io.plusgate.protocol.Role.ACQP;
import static io.plusgate.protocol.Role.MPP;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Every API that the documents name, for both roles: path, deadline, idempotency key.
 *
 * <p>Sources: endpoint tables of apis-acqp and apis-mpp, D/api_acq/timeout, D/api_mpp/timeout,
 * D/api_acq/idempotency, D/api_mpp/idempotency. An API that is not here still works: it is signed
 * and passed on under {@link Api#OTHER}.
 */
public final class ApiCatalog {
  public static final String PAY = "pay";
  public static final String INQUIRY_PAYMENT = "inquiryPayment";
  public static final String CANCEL_PAYMENT = "cancelPayment";
  public static final String REFUND = "refund";
  public static final String NOTIFY_PAYMENT = "notifyPayment";
  public static final String USER_INITIATED_PAY = "userInitiatedPay";

  private static final String PAYMENTS = "/aps/api/v1/payments/";
  private static final String AUTHORIZATIONS = "/aps/api/v1/authorizations/";
  private static final String DISPUTES = "/aps/api/v1/disputes/";
  private static final String MERCHANTS = "/aps/api/v1/merchants/";
  private static final String CODES = "/aps/api/v1/codes/";
  private static final String CUSTOMS = "/aps/api/v1/customs/";
  private static final String USERS = "/aps/api/v1/users/";
  private static final String RISKS = "/aps/api/risks/";

  private static final List<Api> APIS =
      List.of(
          call(ACQP, PAYMENTS, PAY, 8, "paymentRequestId"),
          // The documents give consultPayment no timeout; it belongs to the 8 s class at most.
          call(ACQP, PAYMENTS, "consultPayment", 8),
          call(ACQP, PAYMENTS, INQUIRY_PAYMENT, 5),
          call(ACQP, PAYMENTS, CANCEL_PAYMENT, 8, "paymentRequestId"),
          call(ACQP, PAYMENTS, REFUND, 8, "refundRequestId"),
          call(ACQP, PAYMENTS, "notifyPushPayment", 5),
          call(ACQP, MERCHANTS, "registration", 5, "registrationRequestId"),
          call(ACQP, MERCHANTS, "inquiryRegistrationStatus", 5),
          call(ACQP, DISPUTES, "responseRetrieval", 5, "disputeRequestId"),
          call(ACQP, DISPUTES, "responseEscalation", 5, "disputeRequestId"),
          call(ACQP, CUSTOMS, "declare", 5, "customsDeclarationRequestId"),
          call(ACQP, CUSTOMS, "inquireDeclarationRequests", 5),
          call(ACQP, AUTHORIZATIONS, "prepare", 5, "authClientId", "referenceAgreementId"),
          call(ACQP, AUTHORIZATIONS, "applyToken", 5),
          call(ACQP, AUTHORIZATIONS, "cancelToken", 5, "accessToken"),
          notification(PAYMENTS, NOTIFY_PAYMENT, "paymentRequestId"),
          notification(AUTHORIZATIONS, "authNotify"),
          notification(MERCHANTS, "notifyRegistrationStatus", "registrationRequestId"),
          asked(ACQP, PAYMENTS, USER_INITIATED_PAY, 8, "codeValue"),
          asked(ACQP, PAYMENTS, "pushPayment", 8, "paymentId"),
          asked(ACQP, PAYMENTS, "inquiryPushPayment", 5),
          asked(ACQP, AUTHORIZATIONS, "consultUnbinding", 5),
          asked(ACQP, DISPUTES, "initiateRetrieval", 5, "disputeRequestId"),
          asked(ACQP, DISPUTES, "initiateEscalation", 5, "disputeRequestId"),
          call(MPP, CODES, "getPaymentCode", 5),
          call(MPP, CODES, "inquiryCodeRules", 5),
          call(MPP, CODES, "identifyCode", 5),
          call(MPP, PAYMENTS, USER_INITIATED_PAY, 8, "codeValue"),
          call(MPP, PAYMENTS, NOTIFY_PAYMENT, 5, "paymentRequestId"),
          call(MPP, AUTHORIZATIONS, "authNotify", 5),
          call(MPP, AUTHORIZATIONS, "consultUnbinding", 5),
          // initiateRetrieval and initiateEscalation are named, but no document gives their path:
          // a wallet's calls to them are signed and passed on like any other unknown path.
          // Alipay+ ends it at 10 s; the caller's own limit must be longer (D/api_mpp/sdk_proxy).
          call(MPP, "/aps/api/v1/mobile/", "sdkProxy", 12),
          asked(MPP, PAYMENTS, PAY, 8, "paymentRequestId"),
          asked(MPP, PAYMENTS, INQUIRY_PAYMENT, 5),
          asked(MPP, PAYMENTS, CANCEL_PAYMENT, 8, "paymentRequestId"),
          asked(MPP, PAYMENTS, REFUND, 8, "refundRequestId"),
          asked(MPP, AUTHORIZATIONS, "applyToken", 5),
          asked(MPP, AUTHORIZATIONS, "cancelToken", 5, "accessToken"),
          asked(MPP, AUTHORIZATIONS, "prepare", 5, "authClientId", "referenceAgreementId"),
          asked(MPP, AUTHORIZATIONS, "inquiryUserInfo", 5),
          asked(MPP, USERS, "inquiryCustomerId", 5),
          asked(MPP, USERS, "sendOTP", 5),
          asked(MPP, USERS, "verifyOTP", 5),
          asked(MPP, RISKS, "inquiryRiskScore", 5),
          asked(MPP, MERCHANTS, "registration", 5, "registrationRequestId"),
          asked(MPP, DISPUTES, "responseRetrieval", 5, "disputeRequestId"),
          asked(MPP, DISPUTES, "responseEscalation", 5, "disputeRequestId"));

  private static final Map<Role, Map<String, Api>> OUTBOUND_BY_PATH =
      APIS.stream()
          .filter(api -> api.direction() == OUTBOUND)
          .collect(groupingBy(Api::role, toMap(Api::path, Function.identity())));

  private ApiCatalog() {}

  /** The API the backend means by this path; {@link Api#OTHER} when the documents name none. */
  public static Api outbound(Role role, String path) {
    Api known = OUTBOUND_BY_PATH.getOrDefault(role, Map.of()).get(path);
    return known != null ? known : Api.other(role, OUTBOUND, path);
  }

  /** The API of this name that Alipay+ calls at a partner of this role. */
  public static Optional<Api> inbound(Role role, String name) {
    return find(role, INBOUND, name);
  }

  public static Optional<Api> find(Role role, Direction direction, String name) {
    return apis(role, direction).stream().filter(api -> api.is(name)).findFirst();
  }

  public static List<Api> apis(Role role, Direction direction) {
    return APIS.stream().filter(api -> api.role() == role && api.direction() == direction).toList();
  }

  /** All names, sorted: with {@link Api#OTHER} they are the closed set of the label "api". */
  public static Set<String> names() {
    var names = new TreeSet<String>();
    APIS.forEach(api -> names.add(api.name()));
    return names;
  }

  private static Api call(Role role, String prefix, String name, int seconds, String... key) {
    return api(name, role, OUTBOUND, prefix, seconds, false, key);
  }

  private static Api asked(Role role, String prefix, String name, int seconds, String... key) {
    return api(name, role, INBOUND, prefix, seconds, false, key);
  }

  private static Api notification(String prefix, String name, String... key) {
    return api(name, ACQP, INBOUND, prefix, 5, true, key);
  }

  private static Api api(
      String name,
      Role role,
      Direction direction,
      String prefix,
      int seconds,
      boolean notification,
      String... key) {
    var deadline = Duration.ofSeconds(seconds);
    var idempotencyKey = Arrays.asList(key);
    return new Api(name, role, direction, prefix + name, deadline, idempotencyKey, notification);
  }
}
