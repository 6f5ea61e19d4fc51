package io.plusgate.rehearse;

import static io.plusgate.rehearse.AcquirerSteps.CANCELLED;
import static io.plusgate.rehearse.AcquirerSteps.UNTIL_CANCELLED;
import static io.plusgate.rehearse.AcquirerSteps.bookedOnce;
import static io.plusgate.rehearse.AcquirerSteps.delivered;
import static io.plusgate.rehearse.AcquirerSteps.events;
import static io.plusgate.rehearse.AcquirerSteps.paidOnce;
import static io.plusgate.rehearse.AcquirerSteps.pay;
import static io.plusgate.rehearse.AcquirerSteps.payWith;
import static io.plusgate.rehearse.AcquirerSteps.stands;
import static io.plusgate.rehearse.AcquirerSteps.state;
import static io.plusgate.rehearse.Texts.text;

import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.MessageTime;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.simulator.BookedNotification;
import io.plusgate.simulator.Fault;
import io.plusgate.simulator.NotificationPlan;
import io.plusgate.simulator.PaymentState;
import io.plusgate.simulator.Scenario;
import io.plusgate.simulator.ScenarioRule;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The acquirer's side of the matrix (practice 4.1), where a payment ends: A01 to A12. */
final class AcquirerCases {
  private static final String SUCCEEDED = "payment.succeeded";
  private static final String CONTRADICTION = "payment.contradiction";
  private static final Duration A_WHILE = Duration.ofSeconds(10);

  private AcquirerCases() {}

  static List<Case> list() {
    return List.of(
        new Case("A01", "user-presented pay S", "paid once", AcquirerCases::paid),
        new Case("A02", "pay U, inquiry U … S", "paid after polling", AcquirerCases::polled),
        new Case(
            "A03",
            "U until expiry, cancel S, late success notification",
            "ends cancelled; the notification is acknowledged and ignored",
            AcquirerCases::cancelled),
        new Case(
            "A04",
            "pay timeout at transport",
            "U to the backend, inquiry decides",
            AcquirerCases::silent),
        new Case(
            "A05",
            "pay F: USER_BALANCE_NOT_ENOUGH, RISK_REJECT, EXPIRED_CODE",
            "failed, code passed on",
            AcquirerCases::failed),
        new Case(
            "A06", "same paymentRequestId twice", "same answer, one payment", AcquirerCases::twice),
        new Case(
            "A07", "same id, other amount", "REPEAT_REQ_INCONSISTENT", AcquirerCases::otherAmount),
        new Case(
            "A10",
            "duplicate notification",
            "one state change, two S acknowledgements",
            AcquirerCases::duplicate),
        new Case(
            "A11",
            "notification with bad signature",
            "rejected, nothing booked",
            AcquirerCases::forged),
        new Case(
            "A12", "notification with another amount", "not booked", AcquirerCases::notOurAmount));
  }

  private static void paid(Stage stage) throws InterruptedException {
    notifyLater(stage);
    var begun = pay(stage, "1010101");
    paidOnce(stage, begun, "1010101");
    bookedOnce(stage, begun, "1010101");
  }

  /** So that the answer to the pay is what tells the backend, and nothing else races with it. */
  private static void notifyLater(Stage stage) {
    stage
        .alipayPlus()
        .script()
        .next(
            ScenarioRule.next(
                ApiCatalog.PAY,
                Scenario.PLAIN.withNotification(NotificationPlan.late(Duration.ofSeconds(2)))));
  }

  /** "U; 2 inquiries say U, then S": by polling or by the notification, whichever is first. */
  private static void polled(Stage stage) throws InterruptedException {
    var begun = pay(stage, "1029022");
    paidOnce(stage, begun, "1029022");
    delivered(stage, begun.id(), SUCCEEDED);
    bookedOnce(stage, begun, "1029022");
  }

  private static void cancelled(Stage stage) throws InterruptedException {
    var begun = pay(stage, "1039040");
    boolean closed =
        stage.until(UNTIL_CANCELLED, () -> stands(stage, begun.id(), PaymentState.CANCELLED));
    stage
        .checks()
        .that(
            closed,
            "without a result by its expiry it is cancelled at Alipay+",
            stage.booked(begun.id()).map(payment -> payment.state().name()).orElse("no payment"),
            "leave inquiry.then at cancel, or cancel yourself when the payment is over");
    delivered(stage, begun.id(), "payment.cancelled");
    String remedy =
        "close the order as cancelled on payment.cancelled, and let nothing reopen it: on"
            + " payment.contradiction call a person";
    state(stage, begun, CANCELLED, remedy);
    var late =
        Waiting.on(
            stage
                .alipayPlus()
                .calls()
                .call(
                    Setting.CLIENT,
                    ApiCatalog.NOTIFY_PAYMENT,
                    Optional.empty(),
                    success(begun.id(), "1039040"),
                    Fault.NONE));
    stage
        .checks()
        .that(
            late.isTrustedSuccess(),
            "the late success notification is acknowledged",
            Stage.says(late.body()),
            "the gateway does this for you");
    stage.until(A_WHILE, () -> !events(stage, begun.id(), CONTRADICTION).isEmpty());
    delivered(stage, begun.id(), CONTRADICTION);
    state(stage, begun, CANCELLED, remedy);
  }

  private static void silent(Stage stage) throws InterruptedException {
    var begun = pay(stage, "1049060");
    begun
        .answer()
        .ifPresent(
            told ->
                stage
                    .checks()
                    .that(
                        !text(told, "state").equals("FAILED"),
                        "no answer is not a failure",
                        text(told, "state"),
                        "keep the payment open on 502 and 504: only a verified answer ends it"));
    paidOnce(stage, begun, "1049060");
    delivered(stage, begun.id(), SUCCEEDED);
    bookedOnce(stage, begun, "1049060");
  }

  private static void failed(Stage stage) throws InterruptedException {
    var codes =
        Map.of(
            "1059010", "USER_BALANCE_NOT_ENOUGH",
            "1059011", "RISK_REJECT",
            "1059012", "EXPIRED_CODE");
    for (String value : codes.keySet().stream().sorted().toList()) {
      var begun = pay(stage, value);
      String code = codes.getOrDefault(value, "");
      AcquirerSteps.passedOn(stage, ApiCatalog.PAY, begun.id(), begun.answer(), code);
      state(stage, begun, "FAILED", "end the payment as failed on a verified F of pay");
    }
  }

  private static void twice(Stage stage) throws InterruptedException {
    var first = pay(stage, "1060101");
    var again =
        payWith(stage, first.id(), AcquirerSteps.PAYMENT_CODE, "1060101", AcquirerSteps.CODE);
    paidOnce(stage, again, "1060101");
    bookedOnce(stage, first, "1060101");
  }

  private static void otherAmount(Stage stage) throws InterruptedException {
    notifyLater(stage);
    var first = pay(stage, "1070101");
    paidOnce(stage, first, "1070101");
    var other =
        payWith(stage, first.id(), AcquirerSteps.PAYMENT_CODE, "1070202", AcquirerSteps.CODE);
    var answers =
        stage.exchanges(ApiCatalog.PAY).stream()
            .filter(call -> call.requestBody().contains("1070202"))
            .map(call -> Stage.says(call.answerBody()))
            .toList();
    boolean refusedByItself = answers.isEmpty() && other.answer().isPresent();
    stage
        .checks()
        .that(
            refusedByItself || answers.contains("F REPEAT_REQ_INCONSISTENT"),
            "another amount under the same id is refused, by Alipay+ or by the backend itself",
            refusedByItself ? "by the backend itself" : answers.toString(),
            "a new payment needs a new paymentRequestId");
    paidOnce(stage, first, "1070101");
    bookedOnce(stage, first, "1070101");
  }

  /** Alipay+ tells the gateway twice, and the gateway, whose answer is lost, the backend. */
  private static void duplicate(Stage stage) throws InterruptedException {
    stage.tap().loseAnswers(1);
    var begun = pay(stage, "1109081");
    paidOnce(stage, begun, "1109081");
    stage.until(() -> events(stage, begun.id(), SUCCEEDED).size() > 1);
    stage.until(() -> acknowledged(stage, begun.id()) > 1);
    stage
        .checks()
        .that(
            acknowledged(stage, begun.id()) > 1,
            "both notifications of Alipay+ are acknowledged",
            acknowledged(stage, begun.id()) + " acknowledged",
            "the gateway does this for you");
    delivered(stage, begun.id(), SUCCEEDED);
    bookedOnce(stage, begun, "1109081");
  }

  private static long acknowledged(Stage stage, String id) {
    return stage.booked(id).stream()
        .flatMap(payment -> payment.notifications().stream())
        .filter(BookedNotification::acknowledged)
        .count();
  }

  private static void forged(Stage stage) throws InterruptedException {
    var begun = pay(stage, "1119084");
    paidOnce(stage, begun, "1119084");
    stage.until(() -> acknowledged(stage, begun.id()) > 0);
    boolean refused =
        stage.booked(begun.id()).stream()
            .flatMap(payment -> payment.notifications().stream())
            .noneMatch(sent -> !sent.genuine() && sent.acknowledged());
    stage
        .checks()
        .that(
            refused,
            "the tampered notification is not acknowledged",
            refused ? "refused" : "acknowledged",
            "the gateway does this for you");
    delivered(stage, begun.id(), SUCCEEDED);
    long ids =
        events(stage, begun.id(), SUCCEEDED).stream()
            .map(call -> AcquirerSteps.header(call, PlusgateHeader.WEBHOOK_ID))
            .distinct()
            .count();
    stage
        .checks()
        .that(ids == 1, "the backend hears of the success once", ids + " events", "tell us");
    bookedOnce(stage, begun, "1119084");
  }

  private static void notOurAmount(Stage stage) throws InterruptedException {
    var begun = pay(stage, "1129082");
    paidOnce(stage, begun, "1129082");
    stage.until(A_WHILE, () -> !events(stage, begun.id(), CONTRADICTION).isEmpty());
    delivered(stage, begun.id(), CONTRADICTION);
    delivered(stage, begun.id(), SUCCEEDED);
    bookedOnce(stage, begun, "1129082");
  }

  /** The published sample's fields. */
  private static JsonObject success(String id, String value) {
    return new JsonObject()
        .put("acquirerId", "1022188000000000001")
        .put("pspId", "1022172000000000001")
        .put(
            "paymentResult",
            new JsonObject()
                .put("resultCode", "SUCCESS")
                .put("resultStatus", "S")
                .put("resultMessage", "success"))
        .put("paymentRequestId", id)
        .put("paymentId", "20200101234567890134567")
        .put("paymentTime", MessageTime.format(Instant.now()))
        .put("paymentAmount", Texts.yen(value))
        .put("customerId", "1235678")
        .put("walletBrandName", "KAKAOPAY");
  }
}
