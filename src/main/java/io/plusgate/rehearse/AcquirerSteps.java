package io.plusgate.rehearse;

import static io.plusgate.rehearse.Texts.text;

import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.PlusgateHeader;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultBody;
import io.plusgate.simulator.PaymentState;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an acquirer's backend is asked for in the cases, and what is looked at each time. */
final class AcquirerSteps {
  static final String PAYMENT_CODE = "PaymentCode";

  /** An example that the documents print (D/integration_user_mode_acq/payment_codes). */
  static final String CODE = "281010897274821897274821";

  static final String PAID = "PAID";
  static final String CANCELLED = "CANCELLED";
  static final String ONCE =
      "book a payment once: by its paymentRequestId while it is open, and by Webhook-Id for repeats";

  /** A gateway waits this long before it gives up a delivery, and a bit. */
  private static final Duration DELIVERED_WITHIN = Duration.ofSeconds(25);

  /** A backend that sends a paymentExpiryTime of its own is cancelled after that only. */
  static final Duration UNTIL_CANCELLED = Duration.ofSeconds(100);

  private AcquirerSteps() {}

  /**
   * A payment that the backend, or a person, began.
   *
   * @param answer of the trigger; empty where a person did it
   */
  record Begun(String id, Optional<JsonObject> answer) {}

  static Begun pay(Stage stage, String value) throws InterruptedException {
    return pay(stage, PAYMENT_CODE, value, CODE);
  }

  static Begun pay(Stage stage, String scenario, String value, String code)
      throws InterruptedException {
    return payWith(stage, stage.id(), scenario, value, code);
  }

  /** Asks for a payment under this id; a person's is found by its amount. */
  static Begun payWith(Stage stage, String id, String scenario, String value, String code)
      throws InterruptedException {
    var wish =
        new JsonObject()
            .put("paymentRequestId", id)
            .put("scenario", scenario)
            .put("amount", Texts.yen(value))
            .put("notifyUrl", stage.publicUrl(ApiCatalog.NOTIFY_PAYMENT));
    if (scenario.equals(PAYMENT_CODE)) {
      wish.put("paymentCode", code);
    } else if (scenario.equals("EntryCode")) {
      wish.put("userAgent", "AlipayConnect");
    }
    var told =
        stage.ask(
            "pay",
            wish,
            "begin a payment ("
                + scenario
                + ") of exactly "
                + value
                + " JPY through "
                + stage.gatewayUrl()
                + (scenario.equals(PAYMENT_CODE) ? ", payment code " + code : ""));
    if (told.isPresent()) {
      return new Begun(id, told);
    }
    stage.until(() -> !stage.bookedOver(value).isEmpty());
    var seen = stage.bookedOver(value);
    return new Begun(seen.isEmpty() ? id : seen.get(0).paymentRequestId(), told);
  }

  /** Once, at Alipay+, over this amount, and nothing else. */
  static void paidOnce(Stage stage, Begun begun, String value) throws InterruptedException {
    stage.until(() -> stands(stage, begun.id(), PaymentState.SUCCEEDED));
    var all = stage.bookedOver(value);
    stage
        .checks()
        .that(
            all.size() == 1 && all.get(0).state() == PaymentState.SUCCEEDED,
            "Alipay+ has one payment over " + value + " JPY, and it is paid",
            all.stream().map(one -> one.state().name()).toList().toString(),
            "send one pay per order, and repeat it with the same paymentRequestId only");
  }

  static boolean stands(Stage stage, String id, PaymentState state) {
    return stage.booked(id).filter(payment -> payment.state() == state).isPresent();
  }

  /** What the backend's own books say, waited for. */
  static void state(Stage stage, Begun begun, String expected, String remedy)
      throws InterruptedException {
    if (stage.state(begun.id()).isEmpty()) {
      return;
    }
    boolean held =
        stage.until(
            () ->
                stage
                    .state(begun.id())
                    .filter(seen -> text(seen, "state").equals(expected))
                    .isPresent());
    stage
        .checks()
        .that(
            held,
            "in the backend's own books: " + expected,
            stage.state(begun.id()).map(seen -> text(seen, "state")).orElse("nothing"),
            remedy);
  }

  /** Paid in the backend's books, once, over this amount. */
  static void bookedOnce(Stage stage, Begun begun, String value) throws InterruptedException {
    state(stage, begun, PAID, "book a payment as paid when its success is verified");
    var seen = stage.state(begun.id());
    if (seen.isPresent()) {
      String bookings = text(seen.get(), "bookings");
      stage
          .checks()
          .that(
              bookings.equals("1"),
              "booked once in the backend's own books",
              "bookings " + bookings,
              ONCE);
      String amount = text(seen.get(), "amount.value");
      stage
          .checks()
          .that(
              amount.isEmpty() || amount.equals(value),
              "booked over " + value + " JPY",
              amount,
              "book the amount of your own order, and compare paymentAmount with it");
    }
  }

  /** The gateway's events of this payment as the backend got them. */
  static List<Seen> events(Stage stage, String id, String event) {
    return stage.tap().seen().stream()
        .filter(call -> header(call, PlusgateHeader.EVENT).equals(event))
        .filter(call -> header(call, PlusgateHeader.PAYMENT_REQUEST_ID).equals(id))
        .toList();
  }

  /** The backend was told and took it. */
  static void delivered(Stage stage, String id, String event) throws InterruptedException {
    taken(stage, event, () -> events(stage, id, event));
  }

  static void taken(Stage stage, String what, Deliveries deliveries) throws InterruptedException {
    stage.until(DELIVERED_WITHIN, () -> !deliveries.seen().isEmpty());
    var seen = deliveries.seen();
    boolean held = seen.stream().anyMatch(AcquirerSteps::isTaken);
    String last = seen.isEmpty() ? "not delivered" : said(seen.get(seen.size() - 1));
    stage
        .checks()
        .that(
            held,
            "the backend takes the delivery of " + what,
            last,
            "answer 2xx once it is in your books, within delivery.timeout; a body, if it is an"
                + " Alipay+ result, must say S (docs/payments.md)");
  }

  /** Looked up again each time. */
  @FunctionalInterface
  interface Deliveries {
    List<Seen> seen();
  }

  /** The result that Alipay+ gave to a call, and that the backend showed. */
  static void passedOn(Stage stage, String api, String id, Optional<JsonObject> told, String code) {
    var answer = stage.lastAnswer(api, id);
    if (answer.isEmpty() && told.filter(AcquirerSteps::isRefused).isPresent()) {
      stage.checks().note("the backend refused " + api + " by itself: nothing was sent");
      return;
    }
    String said = answer.map(json -> Stage.says(json.encode())).orElse("no call");
    stage
        .checks()
        .that(
            said.equals("F " + code),
            "Alipay+ answers " + api + " with F " + code,
            said,
            "send the call as asked, with the id as given");
    told.ifPresent(
        shown ->
            stage
                .checks()
                .that(
                    text(shown, "code").equals(code),
                    "the backend has understood " + code,
                    text(shown, "code").isEmpty() ? "no code" : text(shown, "code"),
                    "read result.resultCode of the answer; the gateway passes it on unchanged"));
  }

  static boolean isRefused(JsonObject told) {
    return told.getInteger("status", 0) >= 400;
  }

  static String header(Seen call, String name) {
    return call.requestHeaders().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue())
        .findFirst()
        .orElse("");
  }

  private static boolean isTaken(Seen call) {
    boolean ok = call.status() >= 200 && call.status() < 300;
    var result = ResultBody.read(call.answerBody().getBytes(StandardCharsets.UTF_8));
    return ok && result.map(Result::isSuccess).orElse(true);
  }

  private static String said(Seen call) {
    return call.status() == 0
        ? "no answer in time"
        : "HTTP " + call.status() + " " + Texts.shortened(call.answerBody());
  }
}
