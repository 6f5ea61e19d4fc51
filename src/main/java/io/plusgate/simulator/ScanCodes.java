package io.plusgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The codes that Alipay+ issues for payers to scan, and the order behind each. */
final class ScanCodes {
  private static final String PREFIX = "281001020";
  private static final int KEPT = 50_000;

  private final Ids ids;
  private final Map<String, ScanOrder> orders = new Recent<>(KEPT);

  ScanCodes(Ids ids) {
    this.ids = ids;
  }

  String next() {
    return PREFIX + ids.digits16();
  }

  /**
   * What the pay answer shows: orderCodeForm with the children of the 2021 class, or the paymentUrl
   * of an entry code, which is an order-code URL that the wallet's SDK decodes.
   */
  static JsonObject display(String scenario, String code, Instant expiresAt) {
    if (scenario.equals("OrderCode")) {
      var detail =
          new JsonObject()
              .put("codeValueType", "QRCODE")
              .put("codeValue", code)
              .put("displayType", "TEXT");
      var form =
          new JsonObject()
              .put("paymentMethodType", "CONNECT_WALLET")
              .put("expireTime", Times.field(expiresAt))
              .put("codeDetails", new JsonArray().add(detail));
      return new JsonObject().put("orderCodeForm", form);
    }
    return scenario.equals("EntryCode")
        ? new JsonObject().put("paymentUrl", "https://simulator.invalid/" + code)
        : new JsonObject();
  }

  void put(String code, ScanOrder order) {
    orders.put(code, order);
  }

  /** The order that this code, or a URL that ends in it, stands for. */
  Optional<ScanOrder> find(String codeValue) {
    return Optional.ofNullable(orders.get(bare(codeValue)));
  }

  static String bare(String codeValue) {
    return codeValue.substring(codeValue.lastIndexOf('/') + 1);
  }

  void clear() {
    orders.clear();
  }
}
