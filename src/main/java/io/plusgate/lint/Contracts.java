package io.plusgate.lint;

import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Direction;
import io.plusgate.protocol.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules of every API that a partner calls, as far as documents state them.
 *
 * <p>Left out on purpose: {@code referenceMerchantId}, whose length two pages give differently; the
 * fields of sdkProxy, which no document lists; calls to paths that no document names.
 */
final class Contracts {
  private static final String[] PAYMENT_IDS = {
    "paymentRequestId", "paymentId", "acquirerId", "pspId"
  };

  private static final Map<String, Contract> ACQP = acqp();
  private static final Map<String, Contract> MPP = mpp();

  private Contracts() {}

  /** The rules for this call; nothing when no document says what it looks like. */
  static Optional<Contract> of(Api api) {
    if (api.direction() != Direction.OUTBOUND) {
      return Optional.empty();
    }
    return Optional.ofNullable((api.role() == Role.ACQP ? ACQP : MPP).get(api.name()));
  }

  private static Map<String, Contract> acqp() {
    var contracts = everyApi(Role.ACQP);
    String env = "ACQP 1.6.1";
    of(contracts, ApiCatalog.PAY)
        .longest(64, "order.referenceOrderId")
        .longest(256, "order.orderDescription")
        .longest(4, "order.merchant.merchantMCC", "order.merchant.store.storeMCC")
        .times("paymentExpiryTime")
        .removed(
            env,
            "order.env.cookieId",
            "order.env.clientIp",
            "order.env.deviceTokenId",
            "order.env.storeTerminalRequestTime",
            "order.env.storeTerminalId")
        // The union of the two documented lists (protocol 4.1): what neither allows to change.
        .fixed(
            "paymentAmount",
            "order.orderAmount",
            "paymentMethod.paymentMethodType",
            "paymentFactor",
            "settlementStrategy");
    of(contracts, "consultPayment")
        .removed(
            env,
            "env.cookieId",
            "env.clientIp",
            "env.deviceTokenId",
            "env.storeTerminalRequestTime",
            "env.storeTerminalId");
    of(contracts, ApiCatalog.REFUND)
        .longest(64, "refundRequestId")
        .fixed("refundAmount")
        .fixedWherePresent("paymentRequestId", "paymentId");
    of(contracts, "registration")
        .longest(64, "registrationRequestId")
        .longest(2_048, "passThroughInfo");
    of(contracts, "inquiryRegistrationStatus")
        .longest(64, "registrationRequestId")
        .longest(32, "referenceStoreId");
    of(contracts, "responseRetrieval").longest(64, "disputeRequestId");
    of(contracts, "responseEscalation")
        .longest(64, "disputeRequestId")
        .fixed("refundType", "refundAmount");
    of(contracts, "prepare")
        .removed(env, "userAgent", "osVersion", "env.userAgent", "env.osVersion")
        .allElseFixed();
    of(contracts, "notifyPushPayment").times("paymentTime");
    return contracts;
  }

  private static Map<String, Contract> mpp() {
    var contracts = everyApi(Role.MPP);
    of(contracts, "getPaymentCode")
        .longest(64, "customerId")
        .longest(2, "region", "codeQuantity")
        .removed(
            "MPP 1.7.1",
            "env.terminalType",
            "env.osType",
            "env.clientIp",
            "env.cookieId",
            "env.userAgent");
    of(contracts, ApiCatalog.USER_INITIATED_PAY)
        .longest(512, "codeValue")
        .longest(64, "customerId")
        .longest(20_000, "passThroughInfo")
        .fixed("customerId");
    of(contracts, ApiCatalog.NOTIFY_PAYMENT)
        .longest(64, "paymentResult.resultCode")
        .times("paymentTime")
        .fixed(
            "paymentAmount",
            "paymentResult.resultStatus",
            "paymentResult.resultCode",
            "paymentId",
            "payToAmount",
            "customerId",
            "customsDeclarationAmount");
    of(contracts, "consultUnbinding")
        .longest(32, "referenceMerchantId")
        .longest(128, "accessToken");
    contracts.remove("sdkProxy");
    return contracts;
  }

  private static Contract of(Map<String, Contract> contracts, String api) {
    return Objects.requireNonNull(contracts.get(api), api);
  }

  private static Map<String, Contract> everyApi(Role role) {
    Map<String, Contract> contracts = new HashMap<>();
    for (Api api : ApiCatalog.apis(role, Direction.OUTBOUND)) {
      contracts.put(api.name(), Contract.of(api.idempotencyKey()).longest(64, PAYMENT_IDS));
    }
    return contracts;
  }
}
