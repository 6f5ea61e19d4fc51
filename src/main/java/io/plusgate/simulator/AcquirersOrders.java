package io.plusgate.simulator;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.protocol.MessageTime;
import io.plusgate.protocol.Result;
import io.plusgate.protocol.ResultStatus;
import io.plusgate.protocol.Role;
import io.plusgate.simulator.PartnerCaller.Reply;
import io.plusgate.simulator.Payment.Terms;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Orders that an acquirer holds and a wallet's user scans: its private order codes
 * (userInitiatedPay, then Alipay+ collects), and push mode (userInitiatedPay, then pushPayment,
 * then asking).
 */
final class AcquirersOrders {
  private final Books books;
  private final Ids ids;
  private final PaymentLife life;
  private final PartnerCaller caller;
  private final Pace pace;
  private final InstantSource clock;
  private final OpenChoices choices;

  AcquirersOrders(
      Books books,
      Ids ids,
      PaymentLife life,
      PartnerCaller caller,
      Pace pace,
      InstantSource clock,
      OpenChoices choices) {
    this.books = books;
    this.ids = ids;
    this.life = life;
    this.caller = caller;
    this.pace = pace;
    this.clock = clock;
    this.choices = choices;
  }

  /** The built-in wallet's user scans the acquirer's own code, and pays what it stands for. */
  Future<Reply> payPrivateCode(SimulatedClient acquirer, String codeValue) {
    return userInitiatedPay(acquirer, codeValue)
        .onSuccess(reply -> order(reply).ifPresent(order -> collect(acquirer, order)));
  }

  /** The built-in wallet has debited its user; the acquirer is to credit the merchant. */
  Future<Reply> push(SimulatedClient acquirer, String codeValue, Amount amount) {
    return userInitiatedPay(acquirer, codeValue)
        .compose(reply -> push(acquirer, codeValue, amount, order(reply)));
  }

  /** notifyPushPayment: what the acquirer says of a push payment in the end. */
  Future<JsonObject> notifyPushPayment(Call call) {
    Optional<Result> outcome =
        Fields.object(call.body(), "paymentResult").map(AcquirersOrders::read);
    Optional<Payment> payment =
        call.text("paymentId").flatMap(id -> books.findById(call.clientId(), id));
    if (outcome.isEmpty() || outcome.get().resultStatus() == ResultStatus.U) {
      return Future.succeededFuture(Answers.illegal("paymentResult: missing, or neither S nor F"));
    }
    payment.ifPresent(known -> settle(known, outcome.get()));
    return Future.succeededFuture(payment.isPresent() ? Answers.success() : Answers.unknownOrder());
  }

  private Future<Reply> userInitiatedPay(SimulatedClient acquirer, String codeValue) {
    var body =
        parties(acquirer)
            .put("codeValue", codeValue)
            .put("customerId", Payment.Wallet.BUILT_IN.customerId());
    return call(acquirer, ApiCatalog.USER_INITIATED_PAY, body);
  }

  private static Optional<JsonObject> order(Reply reply) {
    return Optional.of(reply)
        .filter(Reply::isAcknowledged)
        .flatMap(said -> BodyCheck.parse(said.body().getBytes()));
  }

  /** The same code is the same payment: the acquirer answers with the same paymentRequestId. */
  private void collect(SimulatedClient acquirer, JsonObject order) {
    Optional<String> id = Fields.text(order, "paymentRequestId");
    // The 2021 class calls it amount, everything newer paymentAmount (contradiction 50).
    Optional<Amount> amount =
        Fields.amount(order, "paymentAmount").or(() -> Fields.amount(order, "amount"));
    if (id.isEmpty() || amount.isEmpty() || books.find(acquirer.clientId(), id.get()).isPresent()) {
      return;
    }
    Payment payment = payment(acquirer, id.get(), ids.next(), amount.get(), order);
    books.add(payment);
    life.begin(payment);
  }

  private Future<Reply> push(
      SimulatedClient acquirer, String codeValue, Amount amount, Optional<JsonObject> order) {
    String paymentId = ids.next();
    Optional<String> theirs = order.flatMap(known -> Fields.text(known, "paymentRequestId"));
    Payment payment =
        payment(acquirer, theirs.orElse(paymentId), paymentId, amount, new JsonObject());
    payment.leaveToWallet();
    books.add(payment);
    var body =
        named(acquirer, codeValue, payment, theirs)
            .put("customerId", payment.wallet().customerId())
            .put("paymentAmount", Fields.of(amount))
            .put("settlementAmount", Fields.of(payment.terms().settlement().amount()))
            .put("mppPaymentId", "W" + paymentId)
            .put("walletBrandName", payment.wallet().brandName());
    return call(acquirer, "pushPayment", body)
        .onSuccess(
            reply -> {
              reply.result().filter(said -> reply.isTrusted()).ifPresent(r -> settle(payment, r));
              ask(acquirer, named(acquirer, codeValue, payment, theirs), payment, 0);
            });
  }

  /** Until S or F, or the payment expires (D/push_mode_acq/respond_inquiries). */
  private void ask(SimulatedClient acquirer, JsonObject body, Payment payment, int asked) {
    boolean over = !clock.instant().isBefore(payment.terms().expiresAt());
    if (payment.state() != PaymentState.IN_PROCESS || over) {
      return;
    }
    pace.afterScaled(
        choices.waits().inquiryGap(asked),
        () ->
            call(acquirer, "inquiryPushPayment", body)
                .onSuccess(
                    reply -> {
                      paymentResult(reply).ifPresent(said -> settle(payment, said));
                      ask(acquirer, body, payment, asked + 1);
                    }));
  }

  private static Optional<Result> paymentResult(Reply reply) {
    return order(reply)
        .flatMap(said -> Fields.object(said, "paymentResult"))
        .map(AcquirersOrders::read);
  }

  /** The acquirer knows how it ended; nobody has to notify it. */
  private void settle(Payment payment, Result outcome) {
    if (outcome.isSuccess() || outcome.isFailure()) {
      var how = outcome.isSuccess() ? PaymentState.SUCCEEDED : PaymentState.FAILED;
      var unused = payment.end(how, outcome.resultCode(), clock.instant());
    }
  }

  private Payment payment(
      SimulatedClient acquirer, String id, String paymentId, Amount amount, JsonObject order) {
    Instant now = clock.instant();
    String currency =
        Fields.text(order, "settlementStrategy.settlementCurrency").orElse(amount.currency());
    Instant expiresAt =
        Fields.text(order, "paymentExpiryTime")
            .flatMap(MessageTime::parse)
            .map(time -> time.toInstant())
            .orElseGet(() -> now.plus(pace.scaled(choices.waits().scanCodeExpiry())));
    return new Payment(
        new Terms(
            Role.ACQP,
            acquirer.clientId(),
            acquirer.participantId(),
            id,
            paymentId,
            amount,
            Settlement.of(amount, currency, choices.money().quotePrice(), ids.next(), now),
            Scenario.PLAIN,
            now,
            expiresAt,
            Fields.text(order, "paymentNotifyUrl").flatMap(Fields::url),
            order,
            new JsonObject()));
  }

  private static JsonObject named(
      SimulatedClient acquirer, String codeValue, Payment payment, Optional<String> theirs) {
    var body =
        parties(acquirer).put("codeValue", codeValue).put("paymentId", payment.terms().paymentId());
    theirs.ifPresent(id -> body.put("paymentRequestId", id));
    return body;
  }

  private static JsonObject parties(SimulatedClient acquirer) {
    return new JsonObject()
        .put("acquirerId", acquirer.participantId())
        .put("pspId", SimulatedClient.SAMPLE_PSP_ID);
  }

  private Future<Reply> call(SimulatedClient acquirer, String api, JsonObject body) {
    Optional<URI> url = acquirer.urls().of(api);
    return url.map(at -> caller.call(acquirer, api, at, body, Fault.NONE))
        .orElseGet(() -> Future.succeededFuture(Reply.nobody()));
  }

  private static Result read(JsonObject said) {
    return new Result(
        ResultStatus.of(Fields.text(said, "resultStatus").orElse("")),
        Fields.text(said, "resultCode").orElse(""),
        Fields.text(said, "resultMessage").orElse(""));
  }
}
