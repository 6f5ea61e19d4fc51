package io.plusgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The codes that Alipay+ issues for payers to scan, and the payment behind each. */
final class ScanCodes {
  private static final String PREFIX = "281001020";
  private static final int KEPT = 10_000;

  private final Ids ids;
  private final Map<String, String> codeByPaymentId = new LinkedHashMap<>();
  private final Map<String, Payment> payments = new LinkedHashMap<>();

  ScanCodes(Ids ids) {
    this.ids = ids;
  }

  /**
   * What the pay answer shows: orderCodeForm with the children of the 2021 class, or the paymentUrl
   * of an entry code, which is an order-code URL that the wallet's SDK decodes.
   */
  synchronized JsonObject display(String scenario, String paymentId, Instant expiresAt) {
    if (scenario.equals("OrderCode")) {
      var detail =
          new JsonObject()
              .put("codeValueType", "QRCODE")
              .put("codeValue", code(paymentId))
              .put("displayType", "TEXT");
      var form =
          new JsonObject()
              .put("paymentMethodType", "CONNECT_WALLET")
              .put("expireTime", Times.field(expiresAt))
              .put("codeDetails", new JsonArray().add(detail));
      return new JsonObject().put("orderCodeForm", form);
    }
    return scenario.equals("EntryCode")
        ? new JsonObject().put("paymentUrl", "https://simulator.invalid/" + code(paymentId))
        : new JsonObject();
  }

  synchronized void remember(Payment payment) {
    String code = codeByPaymentId.get(payment.terms().paymentId());
    if (code != null) {
      payments.put(code, payment);
      if (payments.size() > KEPT) {
        payments.remove(payments.keySet().iterator().next());
      }
    }
  }

  /** The payment that this code, or a URL that ends in it, stands for. */
  synchronized Optional<Payment> find(String codeValue) {
    String code = codeValue.substring(codeValue.lastIndexOf('/') + 1);
    return Optional.ofNullable(payments.get(code));
  }

  /** The payment that the wallet knows by this id of ours. */
  synchronized Optional<Payment> findByPaymentId(String paymentId) {
    return Optional.ofNullable(codeByPaymentId.get(paymentId))
        .flatMap(code -> Optional.ofNullable(payments.get(code)));
  }

  synchronized void clear() {
    codeByPaymentId.clear();
    payments.clear();
  }

  private String code(String paymentId) {
    String code = PREFIX + ids.digits16();
    codeByPaymentId.put(paymentId, code);
    if (codeByPaymentId.size() > KEPT) {
      codeByPaymentId.remove(codeByPaymentId.keySet().iterator().next());
    }
    return code;
  }
}
