package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/** The control calls that make Alipay+ call a partner. */
final class PartnerControl {
  private final Partners partners;
  private final PartnerCalls calls;
  private final Ids ids;

  PartnerControl(Partners partners, PartnerCalls calls, Ids ids) {
    this.partners = partners;
    this.calls = calls;
    this.ids = ids;
  }

  /** Carries the order out; nothing when this is none of ours. */
  Optional<Future<Object>> perform(String what, JsonObject order) {
    return switch (what) {
      case "POST /control/wallet/pay" -> Optional.of(pay(order).map(PartnerControl::json));
      case "POST /control/wallet/inquiryPayment" ->
          Optional.of(
              calls.inquiryPayment(wallet(order), payment(order)).map(PartnerControl::json));
      case "POST /control/wallet/cancelPayment" ->
          Optional.of(calls.cancelPayment(wallet(order), payment(order)).map(PartnerControl::json));
      case "POST /control/wallet/refund" -> Optional.of(refund(order).map(PartnerControl::json));
      case "POST /control/call" -> Optional.of(call(order).map(PartnerControl::json));
      case "POST /control/orders" -> Optional.of(orderCode(order));
      case "POST /control/phone/scanAndPay" -> Optional.of(scanAndPay(order));
      case "POST /control/phone/paymentCode" ->
          Optional.of(calls.builtInPaymentCode().map(code -> JsonObject.of("paymentCode", code)));
      case "POST /control/wallet/applyToken" ->
          Optional.of(
              calls.applyToken(wallet(order), needed(order, "authCode")).map(PartnerControl::json));
      case "POST /control/privateCode/pay" ->
          Optional.of(
              calls
                  .payPrivateCode(acquirer(order), needed(order, "codeValue"))
                  .map(PartnerControl::json));
      case "POST /control/push/pay" ->
          Optional.of(
              calls
                  .pushPayment(acquirer(order), needed(order, "codeValue"), amount(order))
                  .map(PartnerControl::json));
      case "POST /control/disputes/retrieval" ->
          Optional.of(
              calls
                  .initiateRetrieval(acquirer(order), payment(order), dispute(order))
                  .map(answer -> answer));
      case "POST /control/disputes/escalation" ->
          Optional.of(
              calls
                  .initiateEscalation(
                      acquirer(order), payment(order), dispute(order), amount(order))
                  .map(answer -> answer));
      case "GET /control/disputes" -> Optional.of(calls.disputes().map(all -> all));
      case "POST /control/partners" -> Optional.of(reach(order));
      default -> Optional.empty();
    };
  }

  private Future<PartnerReply> pay(JsonObject order) {
    Fault fault = ControlJson.fault(order);
    return Fields.text(order, "paymentCode")
        .map(code -> calls.pay(wallet(order), amount(order), code, fault))
        .orElseGet(() -> calls.pay(wallet(order), amount(order), fault));
  }

  private Future<PartnerReply> refund(JsonObject order) {
    String refundRequestId = Fields.text(order, "refundRequestId").orElseGet(ids::next);
    return calls.refund(wallet(order), payment(order), refundRequestId, amount(order));
  }

  private Future<PartnerReply> call(JsonObject order) {
    return calls.call(
        needed(order, "clientId"),
        needed(order, "api"),
        url(order, "url"),
        Fields.object(order, "body").orElseGet(JsonObject::new),
        ControlJson.fault(order),
        ControlJson.clockOff(order));
  }

  private Future<Object> orderCode(JsonObject order) {
    String action = Fields.text(order, "actionType").orElse(ScanOrder.HANDLE_BY_PSP);
    boolean entry = Fields.text(order, "scenario").filter("EntryCode"::equals).isPresent();
    return entry
        ? calls.entryOrder(amount(order), action).map(url -> JsonObject.of("paymentUrl", url))
        : calls.orderCode(amount(order), action).map(code -> JsonObject.of("codeValue", code));
  }

  private Future<Object> scanAndPay(JsonObject order) {
    return calls.scanAndPay(needed(order, "codeValue")).map(open -> JsonObject.of("open", open));
  }

  private Future<Object> reach(JsonObject order) {
    partners.reach(
        needed(order, "clientId"),
        new PartnerUrls(url(order, "notifyUrl"), url(order, "walletUrl")));
    return Future.succeededFuture(JsonObject.of("done", true));
  }

  /** The wallet that is meant: the one that is named, or the only one there is. */
  private String wallet(JsonObject order) {
    return partner(order, Role.MPP, "a wallet's");
  }

  private String partner(JsonObject order, Role role, String whose) {
    return Fields.text(order, "clientId")
        .or(
            () ->
                partners.all().stream()
                    .filter(client -> client.role() == role)
                    .map(SimulatedClient::clientId)
                    .findFirst())
        .orElseThrow(
            () -> new IllegalArgumentException("clientId: none (expected: " + whose + ")"));
  }

  /** The acquirer that is meant: the one that is named, or the only one there is. */
  private String acquirer(JsonObject order) {
    return partner(order, Role.ACQP, "an acquirer's");
  }

  private String dispute(JsonObject order) {
    return Fields.text(order, "disputeRequestId").orElseGet(ids::next);
  }

  private static String payment(JsonObject order) {
    return needed(order, "paymentRequestId");
  }

  private static Amount amount(JsonObject order) {
    return Amount.parse(
            Fields.text(order, "value").orElse(""), Fields.text(order, "currency").orElse("JPY"))
        .orElseThrow(
            () -> new IllegalArgumentException("value, currency: no amount (expected: 100, JPY)"));
  }

  private static Optional<URI> url(JsonObject order, String name) {
    return Fields.text(order, name)
        .map(
            text ->
                Fields.url(text)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                name + ": " + text + " (expected: an http or https URL)")));
  }

  private static String needed(JsonObject order, String name) {
    return Fields.text(order, name)
        .orElseThrow(() -> new IllegalArgumentException(name + ": missing (expected: a value)"));
  }

  private static Object json(PartnerReply reply) {
    return new JsonObject()
        .put("paymentRequestId", reply.paymentRequestId())
        .put("status", reply.status())
        .put("verdict", reply.verdict())
        .put("body", reply.body());
  }
}
