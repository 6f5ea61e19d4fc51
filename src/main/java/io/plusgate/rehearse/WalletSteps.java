package io.plusgate.rehearse;

import static io.plusgate.rehearse.Texts.text;

import io.plusgate.protocol.Amount;
import io.plusgate.simulator.Fault;
import io.plusgate.simulator.PartnerReply;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What Alipay+ does with a wallet in the cases, and what is looked at each time. */
final class WalletSteps {
  /** The user whom the simulated Alipay+ lets pay. */
  static final String CUSTOMER = "1235678";

  static final String IN_TIME =
      "answer within the 8 s of D/api_mpp/timeout; what takes longer is U PAYMENT_IN_PROCESS and a"
          + " notifyPayment later";

  private WalletSteps() {}

  /** Has the wallet's next payment of the customer go another way than S. */
  static void arrange(Stage stage, String next) throws InterruptedException {
    var told =
        stage.ask(
            "arrange",
            new JsonObject().put("customerId", CUSTOMER).put("next", next),
            "make your wallet answer the next pay of customer " + CUSTOMER + " with " + next);
    if (told.isEmpty()) {
      stage.letAPersonAct();
    }
  }

  static void confirm(Stage stage, String id) throws InterruptedException {
    var unused =
        stage.ask(
            "confirm",
            new JsonObject().put("paymentRequestId", id),
            "let the payer of " + id + " confirm: the money is taken and Alipay+ is told");
  }

  static PartnerReply paid(Stage stage, String value) throws InterruptedException {
    var reply = pay(stage, value);
    expect(stage, reply, "S SUCCESS", "pay of " + value + " JPY", IN_TIME);
    return reply;
  }

  static PartnerReply pay(Stage stage, String value) throws InterruptedException {
    return Waiting.on(stage.alipayPlus().calls().pay(Setting.CLIENT, yen(value), Fault.NONE));
  }

  static PartnerReply cancelled(Stage stage, PartnerReply paid) throws InterruptedException {
    return Waiting.on(
        stage.alipayPlus().calls().cancelPayment(Setting.CLIENT, paid.paymentRequestId()));
  }

  static PartnerReply refund(Stage stage, PartnerReply paid, String id, String value)
      throws InterruptedException {
    return Waiting.on(
        stage.alipayPlus().calls().refund(Setting.CLIENT, paid.paymentRequestId(), id, yen(value)));
  }

  static PartnerReply call(Stage stage, String api, JsonObject body) throws InterruptedException {
    return Waiting.on(
        stage.alipayPlus().calls().call(Setting.CLIENT, api, Optional.empty(), body, Fault.NONE));
  }

  static JsonObject lastRequest(Stage stage, String api) {
    return stage.exchanges(api).stream()
        .filter(exchange -> !exchange.received())
        .reduce((older, newer) -> newer)
        .map(exchange -> Texts.json(exchange.requestBody()))
        .orElseGet(JsonObject::new);
  }

  static void expect(Stage stage, PartnerReply reply, String result, String what, String remedy) {
    String said = reply.status() == 0 ? reply.verdict() : Stage.says(reply.body());
    stage.checks().that(said.equals(result), what + ": " + result, said, remedy);
  }

  /** What the wallet says of the payment when it is asked. */
  static void inquired(Stage stage, PartnerReply paid, String outcome, String what, String remedy)
      throws InterruptedException {
    var reply =
        Waiting.on(
            stage.alipayPlus().calls().inquiryPayment(Setting.CLIENT, paid.paymentRequestId()));
    String said =
        Stage.message(reply.body())
            .flatMap(message -> message.paymentResult())
            .map(Stage::word)
            .orElse(Stage.says(reply.body()) + " without a paymentResult");
    stage
        .checks()
        .that(said.equals(outcome), "inquiryPayment, " + what + ": " + outcome, said, remedy);
  }

  static void debits(Stage stage, String id, int expected, String remedy)
      throws InterruptedException {
    count(stage, id, "debits", expected, remedy);
  }

  static void count(Stage stage, String id, String name, int expected, String remedy)
      throws InterruptedException {
    var state = stage.state(id);
    if (state.isPresent()) {
      String seen = text(state.get(), name);
      stage
          .checks()
          .that(
              seen.equals(String.valueOf(expected)),
              "the wallet's own books: " + name + " " + expected,
              name + " " + seen,
              remedy);
    }
  }

  static JsonObject parties() {
    return new JsonObject()
        .put("acquirerId", "1022188000000000001")
        .put("pspId", "1022172000000000001");
  }

  static Amount yen(String value) {
    return new Amount(Long.parseLong(value), "JPY");
  }
}
