package io.plusgate.rehearse;

import static io.plusgate.rehearse.AcquirerSteps.bookedOnce;
import static io.plusgate.rehearse.AcquirerSteps.delivered;
import static io.plusgate.rehearse.AcquirerSteps.paidOnce;
import static io.plusgate.rehearse.AcquirerSteps.passedOn;
import static io.plusgate.rehearse.AcquirerSteps.pay;
import static io.plusgate.rehearse.Texts.text;

import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import io.plusgate.simulator.Course;
import io.plusgate.simulator.Scenario;
import io.plusgate.simulator.ScenarioRule;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The acquirer's side of the matrix around the payment: codes, cancel, refund, registration. */
final class AcquirerOrderCases {
  private static final String REGISTRATION = "registration";
  private static final String NOTIFY_REGISTRATION = "notifyRegistrationStatus";

  private AcquirerOrderCases() {}

  static List<Case> list() {
    return List.of(
        new Case(
            "A08",
            "order code: pay, U with a code, scanned, notification S",
            "paid",
            AcquirerOrderCases::orderCode),
        new Case("A09", "entry code", "paymentUrl returned", AcquirerOrderCases::entryCode),
        new Case(
            "A13", "cancel of an unknown order", "answer passed on", AcquirerOrderCases::cancel),
        new Case("A14", "CANCEL_WINDOW_EXCEED", "refund", AcquirerOrderCases::tooLate),
        new Case(
            "A15",
            "refund full; partial twice; over the amount",
            "S; S, S; REFUND_AMOUNT_EXCEED",
            AcquirerOrderCases::refunds),
        new Case(
            "A16",
            "refund U, then same refundRequestId",
            "one refund",
            AcquirerOrderCases::refundRepeated),
        new Case("A17", "inquiry by unknown id", "ORDER_NOT_EXIST", AcquirerOrderCases::inquiry),
        new Case(
            "A18",
            "code patterns 17-24 digits, prefixes 25-30",
            "recognised and sent unchanged",
            AcquirerOrderCases::patterns),
        new Case(
            "A19",
            "registration + notifyRegistrationStatus partly rejected",
            "the list per wallet counts, though overall COMPLETED",
            AcquirerOrderCases::registration));
  }

  private static void orderCode(Stage stage) throws InterruptedException {
    var begun = pay(stage, "OrderCode", "1080101", "");
    String code =
        stage
            .lastAnswer(ApiCatalog.PAY, begun.id())
            .map(answer -> answer.getJsonObject("orderCodeForm", new JsonObject()))
            .map(form -> Texts.array(form, "codeDetails"))
            .filter(details -> !details.isEmpty())
            .map(details -> text(details.getJsonObject(0), "codeValue"))
            .orElse("");
    shown(stage, begun.answer(), "codeValue", code, "show the buyer orderCodeForm's codeValue");
    var unused = Waiting.on(stage.alipayPlus().phone().scanAndPay(code));
    paidOnce(stage, begun, "1080101");
    delivered(stage, begun.id(), "payment.succeeded");
    bookedOnce(stage, begun, "1080101");
    stage.checks().note("the buyer's wallet scanned the code: " + (unused ? "yes" : "no"));
  }

  private static void entryCode(Stage stage) throws InterruptedException {
    var begun = pay(stage, "EntryCode", "1090101", "");
    String url =
        stage
            .lastAnswer(ApiCatalog.PAY, begun.id())
            .map(answer -> text(answer, "paymentUrl"))
            .orElse("");
    shown(stage, begun.answer(), "paymentUrl", url, "send the buyer's browser to paymentUrl");
  }

  private static void shown(
      Stage stage, Optional<JsonObject> told, String name, String sent, String remedy) {
    stage.checks().that(!sent.isEmpty(), "Alipay+ gives " + name, sent, remedy);
    told.ifPresent(
        answer ->
            stage
                .checks()
                .that(
                    text(answer, name).equals(sent),
                    "the backend hands " + name + " on as it came",
                    text(answer, name).isEmpty() ? "no " + name : text(answer, name),
                    remedy));
  }

  private static void cancel(Stage stage) throws InterruptedException {
    String id = stage.id();
    var told = ask(stage, "cancel", id, "cancel the unknown payment " + id);
    passedOn(stage, ApiCatalog.CANCEL_PAYMENT, id, told, "ORDER_NOT_EXIST");
  }

  private static void tooLate(Stage stage) throws InterruptedException {
    var begun = pay(stage, "1140101");
    paidOnce(stage, begun, "1140101");
    var closed = Result.failed("CANCEL_WINDOW_EXCEED", "The cancel window is over.");
    stage
        .alipayPlus()
        .script()
        .next(
            ScenarioRule.next(ApiCatalog.CANCEL_PAYMENT, Scenario.PLAIN.answering(closed, false)));
    var told = ask(stage, "cancel", begun.id(), "cancel the payment " + begun.id());
    if (told.isEmpty()) {
      stage.until(() -> stage.lastAnswer(ApiCatalog.CANCEL_PAYMENT, begun.id()).isPresent());
    }
    passedOn(stage, ApiCatalog.CANCEL_PAYMENT, begun.id(), told, "CANCEL_WINDOW_EXCEED");
    if (stage.never(() -> refunded(stage, begun.id()) > 0)) {
      refund(stage, begun.id(), stage.id(), "1140101");
    }
    sum(stage, begun.id(), 1_140_101, "refund what can no longer be cancelled");
  }

  private static void refunds(Stage stage) throws InterruptedException {
    String remedy = "send refund with refundRequestId, refundAmount and the payment's id";
    var full = pay(stage, "1150101");
    paidOnce(stage, full, "1150101");
    refund(stage, full.id(), stage.id(), "1150101");
    sum(stage, full.id(), 1_150_101, remedy);
    var parts = pay(stage, "1150202");
    paidOnce(stage, parts, "1150202");
    refund(stage, parts.id(), stage.id(), "150101");
    refund(stage, parts.id(), stage.id(), "1000000");
    sum(stage, parts.id(), 1_150_101, remedy);
    String over = stage.id();
    var told = refund(stage, parts.id(), over, "1150202");
    passedOn(stage, ApiCatalog.REFUND, over, told, "REFUND_AMOUNT_EXCEED");
    sum(stage, parts.id(), 1_150_101, remedy);
  }

  private static void refundRepeated(Stage stage) throws InterruptedException {
    var begun = pay(stage, "1160101");
    paidOnce(stage, begun, "1160101");
    var unknown = new Result(ResultStatus.U, "UNKNOWN_EXCEPTION", "The result is unknown.");
    stage
        .alipayPlus()
        .script()
        .next(ScenarioRule.next(ApiCatalog.REFUND, Scenario.PLAIN.answering(unknown, true)));
    String id = stage.id();
    refund(stage, begun.id(), id, "160101");
    refund(stage, begun.id(), id, "160101");
    sum(
        stage,
        begun.id(),
        160_101,
        "repeat a refund with the same refundRequestId: a new one is a second refund");
  }

  private static void inquiry(Stage stage) throws InterruptedException {
    String id = stage.id();
    var told = ask(stage, "inquire", id, "inquire the unknown payment " + id);
    passedOn(stage, ApiCatalog.INQUIRY_PAYMENT, id, told, "ORDER_NOT_EXIST");
  }

  /** The documents' own examples (D/code_scanning_payment_standards_acq, payment_codes). */
  private static void patterns(Stage stage) throws InterruptedException {
    var codes =
        List.of(
            "28024456785672301",
            "2893612204263667830",
            "281010897274821897274821",
            "251001020123456789012345");
    for (int i = 0; i < codes.size(); i++) {
      String value = "118010" + (i + 1);
      var begun = pay(stage, AcquirerSteps.PAYMENT_CODE, value, codes.get(i));
      String sent =
          stage.exchanges(ApiCatalog.PAY).stream()
              .filter(call -> call.requestBody().contains(begun.id()))
              .map(call -> text(Texts.json(call.requestBody()), "paymentMethod.paymentMethodId"))
              .findFirst()
              .orElse("no pay");
      stage
          .checks()
          .that(
              sent.equals(codes.get(i)),
              "a code of "
                  + codes.get(i).length()
                  + " digits that begins "
                  + codes.get(i).substring(0, 3),
              sent,
              "route 17 to 24 digits that begin with 25 to 30 to Alipay+, and send the code"
                  + " unchanged as paymentMethodId");
    }
  }

  private static void registration(Stage stage) throws InterruptedException {
    stage
        .alipayPlus()
        .script()
        .next(ScenarioRule.next(REGISTRATION, Scenario.of(Course.fail("PROCESS_FAIL"))));
    String id = stage.id();
    var told =
        stage.ask(
            "register",
            new JsonObject()
                .put("registrationRequestId", id)
                .put("notifyUrl", stage.publicUrl(NOTIFY_REGISTRATION)),
            "register a merchant for in-store payments");
    stage.until(() -> !stage.exchanges(REGISTRATION).isEmpty());
    var calls = stage.exchanges(REGISTRATION);
    String said = calls.isEmpty() ? "no call" : Stage.says(calls.get(0).answerBody());
    stage
        .checks()
        .that(said.equals("S SUCCESS"), "Alipay+ takes the registration", said, "send it");
    AcquirerSteps.taken(
        stage,
        NOTIFY_REGISTRATION,
        () ->
            stage.tap().seen().stream()
                .filter(
                    call ->
                        AcquirerSteps.header(call, PlusgateHeader.API).equals(NOTIFY_REGISTRATION))
                .toList());
    if (told.isPresent()) {
      evaluated(stage, id);
    }
  }

  private static void evaluated(Stage stage, String id) throws InterruptedException {
    var state = stage.books("registrationState", new JsonObject().put("registrationRequestId", id));
    if (state.isEmpty()) {
      return;
    }
    String hongKong = text(state.get(), "wallets.ALIPAY_HK");
    String mainland = text(state.get(), "wallets.ALIPAY_CN");
    stage
        .checks()
        .that(
            hongKong.equals("REJECTED") && mainland.equals("APPROVED"),
            "ALIPAY_HK is rejected, ALIPAY_CN approved",
            "ALIPAY_HK " + hongKong + ", ALIPAY_CN " + mainland,
            "read pspRegistrationResultList: the overall status is COMPLETED all the same");
  }

  private static Optional<JsonObject> ask(Stage stage, String what, String id, String instruction)
      throws InterruptedException {
    return stage.ask(what, new JsonObject().put("paymentRequestId", id), instruction);
  }

  @CanIgnoreReturnValue
  private static Optional<JsonObject> refund(
      Stage stage, String payment, String refundRequestId, String value)
      throws InterruptedException {
    var told =
        stage.ask(
            "refund",
            new JsonObject()
                .put("paymentRequestId", payment)
                .put("refundRequestId", refundRequestId)
                .put("amount", Texts.yen(value)),
            "refund " + value + " JPY of the payment " + payment);
    if (told.isEmpty()) {
      stage.letAPersonAct();
    }
    return told;
  }

  private static long refunded(Stage stage, String id) {
    return stage.booked(id).map(payment -> payment.refunded()).orElse(0L);
  }

  private static void sum(Stage stage, String id, long expected, String remedy)
      throws InterruptedException {
    stage.until(() -> refunded(stage, id) >= expected);
    long seen = refunded(stage, id);
    stage
        .checks()
        .that(
            seen == expected, "Alipay+ has given back " + expected + " JPY", seen + " JPY", remedy);
  }
}
