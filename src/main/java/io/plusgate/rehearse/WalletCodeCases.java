package io.plusgate.rehearse;

import static io.plusgate.rehearse.Texts.text;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.Result;
import io.plusgate.simulator.Exchange;
import io.plusgate.simulator.Fault;
import io.plusgate.simulator.PaymentState;
import io.plusgate.simulator.Scenario;
import io.plusgate.simulator.ScenarioRule;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The wallet's side of the matrix where the wallet calls: M01 and M07 to M10. */
final class WalletCodeCases {
  private static final String OTHER_CUSTOMER = "7654321";
  private static final String HAND_ON = "hand the answer on to the app as it came";

  private static final String GET_PAYMENT_CODE = "getPaymentCode";

  private WalletCodeCases() {}

  static List<Case> list() {
    return List.of(
        new Case(
            "M01",
            "getPaymentCode: 1 and 10 codes; 11; region missing for CN",
            "codes; refused; refused",
            WalletCodeCases::paymentCodes),
        new Case(
            "M07",
            "userInitiatedPay HANDLE_BY_PSP and HANDLE_BY_SDK",
            "both handed on unchanged",
            WalletCodeCases::actions),
        new Case("M08", "expired code", "EXPIRED_CODE", WalletCodeCases::expired),
        new Case(
            "M09",
            "code already used by another customerId",
            "REPEAT_REQ_INCONSISTENT",
            WalletCodeCases::otherCustomer),
        new Case(
            "M10",
            "notifyPayment repeated with the same and with another content",
            "S; REPEAT_REQ_INCONSISTENT",
            WalletCodeCases::notifyRepeated));
  }

  private static void paymentCodes(Stage stage) throws InterruptedException {
    for (String quantity : List.of("1", "10")) {
      var codes = codes(stage, quantity, "JP");
      stage
          .checks()
          .that(
              codes.size() == Integer.parseInt(quantity),
              "asked for " + quantity + ": as many codes",
              counted(codes),
              "hand every code of paymentCodeInfoList to the app");
    }
    var tooMany = codes(stage, "11", "JP");
    stage
        .checks()
        .that(
            tooMany.isEmpty(),
            "11 codes: none, 10 are the most",
            counted(tooMany),
            "ask for 1 to 10 (D/api_mpp/get_payment_code), and show no code after an F");
    var before = answered(stage, GET_PAYMENT_CODE);
    var inChina = codes(stage, "1", "");
    var asked = answered(stage, GET_PAYMENT_CODE);
    boolean askedForNoRegion =
        asked.size() > before.size()
            && text(Texts.json(asked.get(asked.size() - 1).requestBody()), "region").isEmpty();
    stage
        .checks()
        .that(
            inChina.isEmpty() || !askedForNoRegion,
            "a code in CN: region is sent, or no code is given",
            counted(inChina)
                + (askedForNoRegion ? ", region not sent" : ", region sent or not asked"),
            "send region: it is required when the region is CN (D/api_mpp/get_payment_code)");
  }

  private static void actions(Stage stage) throws InterruptedException {
    for (String action : List.of("HANDLE_BY_PSP", "HANDLE_BY_SDK")) {
      var told = scan(stage, order(stage, "1070001", action), WalletSteps.CUSTOMER);
      if (told.isPresent()) {
        var sent =
            answered(stage, ApiCatalog.USER_INITIATED_PAY).stream()
                .reduce((older, newer) -> newer)
                .map(call -> Texts.json(call.answerBody()).getJsonObject("actionForm"))
                .orElse(null);
        var given = told.get().getValue("actionForm");
        stage
            .checks()
            .that(
                sent != null && sent.equals(given),
                action + ": the app gets actionForm as Alipay+ sent it",
                given == null ? "no actionForm" : given.toString(),
                HAND_ON);
      }
    }
  }

  private static void expired(Stage stage) throws InterruptedException {
    stage
        .alipayPlus()
        .script()
        .next(
            ScenarioRule.next(
                ApiCatalog.USER_INITIATED_PAY,
                Scenario.PLAIN.answering(
                    Result.failed("EXPIRED_CODE", "The code has expired."), false)));
    refused(stage, order(stage, "1080001", "HANDLE_BY_PSP"), WalletSteps.CUSTOMER, "EXPIRED_CODE");
  }

  private static void otherCustomer(Stage stage) throws InterruptedException {
    String code = order(stage, "1090001", "HANDLE_BY_PSP");
    var unused = scan(stage, code, WalletSteps.CUSTOMER);
    stage.until(() -> !answered(stage, ApiCatalog.USER_INITIATED_PAY).isEmpty());
    refused(stage, code, OTHER_CUSTOMER, "REPEAT_REQ_INCONSISTENT");
  }

  private static void refused(Stage stage, String code, String customer, String resultCode)
      throws InterruptedException {
    int before = answered(stage, ApiCatalog.USER_INITIATED_PAY).size();
    var told = scan(stage, code, customer);
    stage.until(() -> answered(stage, ApiCatalog.USER_INITIATED_PAY).size() > before);
    var calls = answered(stage, ApiCatalog.USER_INITIATED_PAY);
    String said = calls.size() > before ? Stage.says(calls.get(before).answerBody()) : "no call";
    stage
        .checks()
        .that(
            said.equals("F " + resultCode),
            "Alipay+ answers F " + resultCode,
            said,
            "call userInitiatedPay with the code as scanned and the user's own customerId");
    if (told.isPresent()) {
      stage
          .checks()
          .that(
              text(told.get(), "code").equals(resultCode)
                  && text(told.get(), "paymentRequestId").isEmpty(),
              "the app is told " + resultCode + " and gets no order",
              Texts.shortened(told.get().encode()),
              "show the user why, and let nobody pay for an order that Alipay+ refused");
    }
  }

  private static void notifyRepeated(Stage stage) throws InterruptedException {
    var told = scan(stage, order(stage, "1100001", "HANDLE_BY_PSP"), WalletSteps.CUSTOMER);
    stage.until(() -> !answered(stage, ApiCatalog.USER_INITIATED_PAY).isEmpty());
    String id =
        answered(stage, ApiCatalog.USER_INITIATED_PAY).stream()
            .map(call -> text(Texts.json(call.answerBody()), "paymentRequestId"))
            .findFirst()
            .orElse("");
    // Carried out, and the acknowledgement lost: the wallet must notice and repeat.
    stage
        .alipayPlus()
        .script()
        .next(ScenarioRule.next(ApiCatalog.NOTIFY_PAYMENT, Scenario.of(Fault.RESET)));
    var confirmed =
        stage.ask(
            "confirm",
            new JsonObject().put("paymentRequestId", id),
            "let the payer of " + id + " confirm: the money is taken and Alipay+ is told");
    boolean repeated = stage.until(() -> notified(stage, id).size() > 1);
    var calls = notified(stage, id);
    String remedy =
        "repeat notifyPayment with the same content until it is acknowledged, or hand it over to"
            + " the gateway (POST /handover/notifyPayment)";
    stage
        .checks()
        .that(
            repeated
                && calls.get(calls.size() - 1).answerBody().contains("\"SUCCESS\"")
                && calls.get(0).requestBody().equals(calls.get(1).requestBody()),
            "notifyPayment without an acknowledgement is repeated, same content: S",
            calls.size() + " calls, told " + told.isPresent() + ", " + confirmed.isPresent(),
            remedy);
    stage
        .checks()
        .that(
            stage
                .booked(id)
                .filter(payment -> payment.state() == PaymentState.SUCCEEDED)
                .isPresent(),
            "the order is paid at Alipay+",
            stage.booked(id).map(payment -> payment.state().name()).orElse("no such payment"),
            remedy);
    if (!calls.isEmpty()) {
      changed(stage, id, Texts.json(calls.get(0).requestBody()));
    }
  }

  /** No good wallet sends this, so the rehearsal does, the wallet's way. */
  private static void changed(Stage stage, String id, JsonObject content)
      throws InterruptedException {
    var other =
        content
            .copy()
            .put(
                "paymentResult",
                new JsonObject()
                    .put("resultStatus", "F")
                    .put("resultCode", "RISK_REJECT")
                    .put("resultMessage", "Rehearsal: another content."));
    stage.asBackend(ApiCatalog.NOTIFY_PAYMENT, other);
    var calls = notified(stage, id);
    String said =
        calls.isEmpty() ? "no call" : Stage.says(calls.get(calls.size() - 1).answerBody());
    stage
        .checks()
        .that(
            said.equals("F REPEAT_REQ_INCONSISTENT"),
            "another content for the same payment, sent by the rehearsal itself: F"
                + " REPEAT_REQ_INCONSISTENT",
            said,
            "tell Plusgate's developers");
  }

  /** The codes that the backend got for its app; none when it got or gave none. */
  static List<String> codes(Stage stage, String quantity, String region)
      throws InterruptedException {
    int before = answered(stage, GET_PAYMENT_CODE).size();
    var wish =
        new JsonObject().put("customerId", WalletSteps.CUSTOMER).put("codeQuantity", quantity);
    if (!region.isEmpty()) {
      wish.put("region", region);
    }
    var told =
        stage.ask(
            GET_PAYMENT_CODE,
            wish,
            "let the app of customer "
                + WalletSteps.CUSTOMER
                + " ask for "
                + quantity
                + " payment codes, region "
                + (region.isEmpty() ? "CN without saying so" : region)
                + ", through "
                + stage.gatewayUrl());
    if (told.isPresent()) {
      return Texts.array(told.get(), "paymentCodes").stream().map(String::valueOf).toList();
    }
    stage.until(() -> answered(stage, GET_PAYMENT_CODE).size() > before);
    return answered(stage, GET_PAYMENT_CODE).stream()
        .skip(before)
        .flatMap(call -> Texts.array(Texts.json(call.answerBody()), "paymentCodeInfoList").stream())
        .map(String::valueOf)
        .toList();
  }

  private static String counted(List<String> codes) {
    return codes.size() == 1 ? "1 code" : codes.size() + " codes";
  }

  static String firstCode(String answer) {
    var list = Texts.array(Texts.json(answer), "paymentCodeInfoList");
    return list.isEmpty() ? "" : text(list.getJsonObject(0), "paymentCode");
  }

  private static Optional<JsonObject> scan(Stage stage, String code, String customer)
      throws InterruptedException {
    return stage.ask(
        "scan",
        new JsonObject().put("codeValue", code).put("customerId", customer),
        "let the app of customer " + customer + " scan the code " + code);
  }

  private static String order(Stage stage, String value, String action)
      throws InterruptedException {
    return Waiting.on(
        stage.alipayPlus().calls().orderCode(new Amount(Long.parseLong(value), "JPY"), action));
  }

  private static List<Exchange> answered(Stage stage, String api) {
    return stage.exchanges(api).stream().filter(Exchange::received).toList();
  }

  private static List<Exchange> notified(Stage stage, String id) {
    return answered(stage, ApiCatalog.NOTIFY_PAYMENT).stream()
        .filter(call -> call.requestBody().contains("\"" + id + "\""))
        .toList();
  }
}
