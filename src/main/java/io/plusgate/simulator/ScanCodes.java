package io.plusgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The codes that Alipay+ issues for payers to scan, and the order behind each. */
final class ScanCodes {
  /** The shortest text that can be one of ours: nothing else is looked up. */
  static final String PREFIX = "281001020";

  private static final int KEPT = 50_000;

  private final Ids ids;
  private final Map<String, ScanOrder> orders = new Recent<>(KEPT);

  private final CodeChoices choices;

  ScanCodes(Ids ids, CodeChoices choices) {
    this.ids = ids;
    this.choices = choices;
  }

  String next() {
    return PREFIX + ids.digits16();
  }

  /**
   * What the pay answer shows: orderCodeForm with the children of the 2021 class, or the paymentUrl
   * of an entry code, which is an order-code URL that the wallet's SDK decodes.
   */
  JsonObject display(String scenario, String code, Instant expiresAt) {
    if (scenario.equals("OrderCode")) {
      var detail =
          new JsonObject()
              .put("codeValueType", choices.orderCodeValueType())
              .put("codeValue", choices.orderCodePrefix() + code)
              .put("displayType", choices.orderCodeDisplayType());
      var form =
          new JsonObject()
              .put("paymentMethodType", "CONNECT_WALLET")
              .put("expireTime", Times.field(expiresAt))
              .put("codeDetails", new JsonArray().add(detail));
      return new JsonObject().put("orderCodeForm", form);
    }
    return scenario.equals("EntryCode")
        ? new JsonObject().put("paymentUrl", paymentUrl(code))
        : new JsonObject();
  }

  /** What stands behind an entry code's order: the wallet's SDK intercepts and decodes it. */
  String paymentUrl(String code) {
    return choices.paymentUrlPrefix() + code;
  }

  /** What a merchant shows for an order. */
  String shown(String code) {
    return choices.orderCodePrefix() + code;
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
